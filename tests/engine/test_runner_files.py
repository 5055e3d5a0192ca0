"""Files: judged by content, kept though another answer is wrong, seen by nobody else."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms_engine.engine.models import Attachment
from tests.engine.runner_doors import Resident, only_draft, service
from tests.factories.engine import published_form

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def photo(size=(60, 40), fmt="JPEG", name="photo.jpg", **options) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, fmt, **options)
    return SimpleUploadedFile(name, content.getvalue(), f"image/{fmt.lower()}")


def pdf(name="paper.pdf", content=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def resident():
    fields = [
        {"type": "text", "key": "plate", "label": "Plate"},
        {"type": "files", "key": "papers", "label": "Papers", "max_files": 2, "max_megabytes": 1},
    ]
    last = {"slug": "end", "title": "End", "fields": [{"type": "text", "key": "x", "label": "X"}]}
    form = published_form(
        steps=[{"slug": "car", "title": "Car", "fields": fields}, last], settings={}
    )
    service(form)
    return Resident()


def names() -> list[str]:
    return [file["name"] for file in only_draft().answers.get("papers", [])]


def test_a_file_is_stored_with_its_size_and_hash(resident):
    resident.send("car", {"plate": "LP 482 K", "papers": pdf()})

    kept = Attachment.objects.get()
    assert (kept.name, kept.content_type, kept.size) == ("paper.pdf", "application/pdf", len(PDF))
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert only_draft().answers["papers"] == [kept.as_answer]


def test_a_sound_file_stays_though_another_answer_is_wrong(resident):
    answer = resident.send("car", {"plate": "", "papers": pdf()})

    assert answer.status_code == 422
    assert "paper.pdf" in answer.content.decode()
    assert names() == ["paper.pdf"]
    assert resident.send("car", {"plate": "LP 482 K"}).status_code == 302
    assert names() == ["paper.pdf"]


def test_of_a_photo_only_the_pixels_stay_and_they_stand_upright(resident):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Harbour Cameras"
    resident.send("car", {"plate": "LP", "papers": photo(exif=exif)})

    with Attachment.objects.get().file.open() as file, Image.open(file) as kept:
        assert kept.size == (40, 60)
        assert not kept.getexif()


def test_a_photo_from_an_iphone_becomes_one_that_every_desk_can_open(resident):
    resident.send("car", {"plate": "LP", "papers": photo(fmt="HEIF", name="IMG_1.HEIC")})
    kept = Attachment.objects.get()
    assert (kept.name, kept.content_type) == ("IMG_1.jpg", "image/jpeg")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (pdf("x.pdf", b"MZ\x90 program"), "is of another kind"),
        (pdf("x.pdf", b""), "is empty"),
        (pdf("x.pdf", PDF + b" " * 1024 * 1024), "is larger than 1 MB"),
        (pdf("x.html", b"<html><script>alert(1)</script>"), "is of another kind"),
        (pdf("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "is of another kind"),
        (photo((9000, 9000), "PNG"), "too many pixels"),
        (pdf("x.jpg", b"\xff\xd8\xff\xe0 broken"), "cannot be read as a picture"),
    ],
    ids=["program", "empty", "large", "html", "svg", "bomb", "broken"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(resident, file, words):
    file.seek(0)
    answer = resident.send("car", {"plate": "LP", "papers": file})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_photo_that_breaks_off_half_way_is_refused_in_words(resident):
    whole = photo((600, 400)).read()
    half = SimpleUploadedFile("half.jpg", whole[: len(whole) // 2], "image/jpeg")
    answer = resident.send("car", {"plate": "LP", "papers": half})
    assert answer.status_code == 422
    assert "half.jpg" in answer.content.decode()


def test_more_files_than_asked_for_are_refused(resident):
    answer = resident.send(
        "car", {"plate": "LP", "papers": [pdf("1.pdf"), pdf("2.pdf"), pdf("3.pdf")]}
    )
    assert answer.status_code == 422
    assert "Add at most 2 files" in answer.content.decode()


def test_two_clicks_with_a_file_keep_it_once(resident):
    page = resident.hidden("car")
    for _n in range(2):
        resident.client.post(resident.url("car"), {**page, "plate": "LP", "papers": pdf()})
    assert names() == ["paper.pdf"]


def test_a_file_is_taken_out_without_scripts_by_its_box(resident):
    resident.send("car", {"plate": "LP", "papers": [pdf("1.pdf"), pdf("2.pdf")]})
    first = only_draft().answers["papers"][0]["id"]
    resident.send("car", {"plate": "LP", "papers-remove": first})
    assert names() == ["2.pdf"]


# --- with scripts ---------------------------------------------------------------------------


def upload(resident, file, **more):
    return resident.client.post(
        resident.url("files/papers"), {**resident.hidden("car"), "papers": file, **more}
    )


def test_a_file_sent_at_once_begins_the_draft_and_stays_when_the_step_is_sent(resident):
    told = upload(resident, pdf()).json()
    assert told["files"][0]["name"] == "paper.pdf"
    resident.send("car", {"plate": "LP"})
    assert names() == ["paper.pdf"]


def test_a_file_that_came_while_the_page_was_open_is_merged(resident):
    page = resident.hidden("car")
    upload(resident, pdf("1.pdf"), **page)
    resident.client.post(resident.url("car"), {**page, "plate": "LP", "papers": pdf("2.pdf")})
    assert sorted(names()) == ["1.pdf", "2.pdf"]


def test_a_refused_file_gets_the_reason(resident):
    answer = upload(resident, pdf("x.pdf", b"MZ"))
    assert answer.status_code == 422
    assert "is of another kind" in answer.json()["problem"]


def test_no_file_is_taken_for_a_question_that_asks_for_none(resident):
    page = resident.hidden("car")
    for key in ("plate", "no_such"):
        url = resident.url(f"files/{key}")
        assert resident.client.post(url, {**page, key: pdf()}).status_code == 404


def test_a_removed_file_is_gone_from_the_draft_and_from_the_disk(resident):
    upload(resident, pdf())
    kept = Attachment.objects.get()
    url = resident.url(f"files/{kept.pk}/remove")
    assert Resident().client.post(url).status_code == 404

    resident.client.post(url)

    assert names() == []
    assert not Attachment.objects.exists()


def test_only_who_handed_it_in_may_open_a_file_and_no_browser_shows_it_as_a_page(resident):
    upload(resident, pdf())
    url = resident.url(f"files/{Attachment.objects.get().pk}")

    answer = resident.get(url)

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Resident().get(url).status_code == 404
