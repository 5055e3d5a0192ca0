from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import partial
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import ImageFile

from accounts.notifications import Notification
from accounts.outbox import work_off
from catalog.demo.answers import walk
from catalog.demo.forms import FOLDER
from catalog.demo.texts import read
from forms_engine.engine.actions import submit
from forms_engine.engine.models import Attachment, Document
from forms_engine.engine.permissions import SESSION_KEY
from forms_engine.engine.receipts.issue import code_for, issue_receipt, written_code
from forms_engine.engine.receipts.render import (
    PackagedFetcher,
    RefusedAddressError,
    receipt_html,
    receipt_pdf,
    write_pdf,
)
from tests.factories.engine import complete_draft, draft, published_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return submit(submission_id=complete_draft().pk)


@pytest.fixture
def author(client, sent):
    session = client.session
    session[SESSION_KEY] = [str(sent.pk)]
    session.save()
    return client


def _judge(*paths):
    """Broken PDF/UA-1 rules, as veraPDF sees them."""
    command = [sys.executable, "-m", "tests.receipts.verapdf", *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_sending_orders_one_receipt_and_one_mail(sent):
    submit(submission_id=sent.pk)

    assert Document.objects.filter(submission=sent).count() == 1
    assert Notification.objects.filter(about=sent.pk).count() == 1


def test_the_author_gets_the_receipt_before_the_worker_came_to_it(author, sent):
    response = author.get(reverse("receipt", args=[sent.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert Document.objects.get(submission=sent).is_done


def test_the_receipt_is_made_once_by_whoever_comes_first(author, sent):
    work_off()
    made = Document.objects.get(submission=sent)

    author.get(reverse("receipt", args=[sent.pk]))

    assert Document.objects.get(submission=sent).sha256 == made.sha256
    assert Document.objects.get(submission=sent).attempts == 1


def test_making_receipts_lets_no_broken_photo_in(sent):
    receipt_pdf(Document.objects.get(submission=sent))

    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_nobody_else_gets_the_receipt(client, sent):
    assert client.get(reverse("receipt", args=[sent.pk])).status_code == 404


def test_a_draft_has_no_receipt(author):
    start = complete_draft(published_form(slug="other"))
    session = author.session
    session[SESSION_KEY] = [str(start.pk)]
    session.save()
    assert author.get(reverse("receipt", args=[start.pk])).status_code == 404


def test_the_receipt_says_what_was_asked_answered_and_skipped(sent):
    html = receipt_html(issue_receipt(sent))

    assert sent.written_reference in html
    assert "Name of the dog" in html
    assert "Rex" in html
    assert "Ada O’Neill" in html
    assert re.search(r"Proof of training</h2>\s*<p[^>]*>Not asked", html)


def test_the_receipt_speaks_the_residents_language():
    spanish = submit(submission_id=complete_draft(language="es").pk)
    html = receipt_html(issue_receipt(spanish))
    assert '<html lang="es"' in html
    assert "Nombre del perro" in html


def test_an_answer_is_text_and_never_markup():
    start = complete_draft()
    start.answers["dog_name"] = '<img src="file:///etc/passwd"><script>x</script>'
    start.save()
    html = receipt_html(issue_receipt(submit(submission_id=start.pk)))
    assert "<script>" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://localhost/", "data:text/plain,x"])
def test_a_receipt_reads_no_file_and_calls_no_host(url):
    with pytest.raises(RefusedAddressError):
        PackagedFetcher().fetch(url)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_receipts_pass_pdf_ua_1(tmp_path, language, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    start = complete_draft(language=language)
    start.answers |= {
        "dog_name": "Ŀéò 🐕 👨‍👩‍👧 🇵🇹 𓀀 漢字 \ue000\x07 \U0001faef " + "wide " * 60,
        "owner": {"first": "نور الدين", "last": "حداد"},
    }
    start.answers["kind"] = "assistance"
    start.answers["trainer"] = "Ђорђе"
    file = Attachment(
        submission=start, field_key="certificate", name="a.pdf", size=3, sha256="a" * 64
    )
    file.file.save("a.pdf", ContentFile(b"abc"))
    start.answers["certificate"] = [file.as_answer]
    start.done = {"dog": ["dog_name", "kind", "trainer"], "proof": ["certificate"], **start.done}
    start.done["dog"].append("trainer")
    start.save()
    sent = submit(submission_id=start.pk)
    work_off()
    document = Document.objects.get(submission=sent)
    path = tmp_path / "receipt.pdf"
    path.write_bytes(document.file.read())

    verdict = _judge(path)

    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_every_letter_of_the_citys_type_keeps_its_width(tmp_path):
    letters = "".join(chr(c) for c in [*range(0x21, 0x7F), *range(0xA1, 0x180)] if c != 0xAD)
    text = letters.replace("&", "").replace("<", "")
    html = f'<html lang="en"><title>t</title><h1>{text}</h1><p>{text}<p><strong>{text}</strong>'
    (tmp_path / "letters.pdf").write_bytes(write_pdf(html, PackagedFetcher()))

    verdict = _judge(tmp_path / "letters.pdf")

    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.slow
def test_receipts_of_all_demo_forms_pass_pdf_ua_1(tmp_path):
    people = read("people")["person"]
    paths = []
    for file in sorted(FOLDER.glob("*.json")):
        form = published_form(json.loads(file.read_text()))
        for number, language in enumerate(("en", "es")):
            start = draft(form, language=language)
            for seed in range(80):
                person = people[(seed * 7 + number) % len(people)]
                start.answers, start.done = walk(
                    start.definition, person, Random(seed), partial(_hand_in, start)
                )
                start.__dict__.pop("journey", None)
                if start.journey.is_complete:
                    break
            start.save()
            document = issue_receipt(submit(submission_id=start.pk))
            paths.append(tmp_path / f"{form.slug}-{language}.pdf")
            paths[-1].write_bytes(receipt_pdf(document))

    verdict = _judge(*paths)

    assert len(paths) == 28
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def _hand_in(start, field):
    file = Attachment(submission=start, field_key=field.key, name="a.pdf", size=3, sha256="a" * 64)
    file.file.save("a.pdf", ContentFile(b"abc"))
    return [file.as_answer]


def test_the_judge_does_find_a_pdf_that_is_not_accessible(tmp_path):
    from weasyprint import HTML

    HTML(string="<p>no title, no tags").write_pdf(tmp_path / "bad.pdf")
    assert _judge(tmp_path / "bad.pdf").returncode == 1


def test_a_hostile_body_is_laid_out_without_its_pictures():
    pdf = write_pdf(
        '<html lang="en"><title>t</title><img src="http://x/" alt="">', PackagedFetcher()
    )
    assert pdf.startswith(b"%PDF-")


def test_the_code_depends_on_every_answer(sent):
    before = code_for(sent)
    sent.answers["dog_name"] = "Max"
    assert code_for(sent) != before


def test_verify_tells_ours_from_others(client, sent):
    code = written_code(Document.objects.get(submission=sent).code)
    url = reverse("verify")

    ours = client.get(url, {"reference": sent.written_reference.lower(), "code": code.lower()})
    other = client.get(url, {"reference": sent.written_reference, "code": "0000-0000-0000-0000"})
    nonsense = client.get(url, {"reference": "x\x00", "code": "💥"})

    assert "This receipt is genuine" in ours.content.decode()
    assert "We did not issue this receipt" in other.content.decode()
    assert nonsense.status_code in {200, 422}
    assert "genuine" not in nonsense.content.decode().replace("Is this", "")
    assert "Rex" not in ours.content.decode()


def test_verify_asks_for_what_is_missing(client):
    response = client.get(reverse("verify"), {"reference": ""})
    assert response.status_code == 422
    assert "Enter the reference" in response.content.decode()


def test_a_draft_cannot_be_verified(client):
    draft(published_form())
    response = client.get(reverse("verify"), {"reference": "", "code": ""})
    assert response.status_code == 422
