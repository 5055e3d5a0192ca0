"""The other screens of a form: preview, translations, stops, history, import and export."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forms_engine.engine.authoring.diff import Kind, changes
from forms_engine.engine.authoring.translations import Text
from forms_engine.engine.models import Form, FormVersion
from tests.engine.authoring_doors import Desk, draft, editor, messages, publisher
from tests.factories.engine import DOG_LICENCE, department, published_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(editor())


@pytest.fixture
def form():
    return published_form()


# --- preview ----------------------------------------------------------------------------------


def preview(desk: Desk, form: Form, mode: str) -> str:
    url = reverse("authoring:preview_on_edit", args=[form.pk])
    assert desk.client.post(url, desk.boxes("edit", form.pk)).json()["is_valid"]
    page = desk.client.get(url, {"mode": mode})
    assert page.status_code == 200
    return page.content.decode()


def test_each_step_and_the_last_page_can_be_previewed(desk, form):
    steps = list(draft(form).steps.all())
    assert "Name of the dog" in preview(desk, form, str(steps[0].uid))
    assert "Step 2 of 3" in preview(desk, form, str(steps[1].uid))
    assert "Check your answers" in preview(desk, form, "check")
    assert "No preview yet" in preview(desk, form, "nonsense")


def test_the_preview_of_a_step_shows_what_is_typed_and_stores_nothing(desk, form):
    step = draft(form).steps.first()
    url = reverse("authoring:preview_step", args=[form.pk, step.uid])
    sent = desk.step(form) | {"fields-0-value-label": "What is it called?"}

    assert desk.client.post(url, sent).json() == {"is_valid": True, "is_available": True}
    assert "What is it called?" in desk.client.get(url).content.decode()
    assert draft(form).steps.first().definition_json == step.definition_json


def test_a_form_with_mistakes_is_previewed_without_them(desk, form):
    found = draft(form)
    steps = list(found.steps.all())
    steps[0].fields = [c for c in steps[0].fields.get_prep_value() if c["value"]["key"] != "kind"]
    found.steps.set(steps)
    found.save_revision(clean=False)

    html = preview(desk, form, str(steps[0].uid))

    assert "Name of the dog" in html and "Who trained it?" not in html
    assert "Training certificate" in preview(desk, form, str(steps[1].uid))


# --- translations -----------------------------------------------------------------------------


def test_texts_are_translated_part_by_part(desk, form):
    step = draft(form).steps.first()
    url = f"{reverse('authoring:translations', args=[form.pk])}?language=es&part=step:{step.slug}"
    page = desk.client.get(url)
    assert "Nombre del perro" in page.content.decode()

    texts = {"steps.dog.title": "Su perro", "fields.dog_name.label": ""}
    desk.client.post(url, {Text(path, "").name: text for path, text in texts.items()})

    spanish = draft(form).translations["es"]
    assert spanish == {"title": "Licencia de perro", "steps.dog.title": "Su perro"}


def test_a_language_that_the_city_does_not_speak_is_not_found(desk, form):
    url = reverse("authoring:translations", args=[form.pk])
    assert desk.client.get(url, {"language": "xx"}).status_code == 404
    assert desk.client.get(url, {"part": "step:nonsense"}).status_code == 200


# --- stops ------------------------------------------------------------------------------------

STOP = {
    "stops-count": 1,
    "stops-0-type": "stop",
    "stops-0-id": "",
    "stops-0-order": 0,
    "stops-0-deleted": "",
    "stops-0-value-title": "Assistance dogs need no licence",
    "stops-0-value-body": '{"blocks": [], "entityMap": {}}',
    "stops-0-value-visible_if-count": 1,
    "stops-0-value-visible_if-0-type": "compare",
    "stops-0-value-visible_if-0-id": "",
    "stops-0-value-visible_if-0-order": 0,
    "stops-0-value-visible_if-0-deleted": "",
    "stops-0-value-visible_if-0-value-key": "kind",
    "stops-0-value-visible_if-0-value-operator": "is",
    "stops-0-value-visible_if-0-value-value": "assistance",
}


def test_a_stop_is_built_with_the_blocks_of_conditions(desk, form):
    desk.post("stops", form.pk, **STOP)

    (stop,) = draft(form).definition.settings.stops
    assert stop.title == "Assistance dogs need no licence"
    assert stop.visible_if.of[0].key == "kind"
    assert desk.get("stops", form.pk).status_code == 200


def test_a_stop_on_an_unknown_question_is_refused_and_kept_on_the_page(desk, form):
    page = desk.post("stops", form.pk, **{**STOP, "stops-0-value-visible_if-0-value-key": "x"})
    assert "No question before this one" in page.content.decode()
    assert "Assistance dogs need no licence" in page.content.decode()
    assert draft(form).stops == []


# --- history ----------------------------------------------------------------------------------


def test_a_diff_says_what_changed_in_the_words_of_the_form():
    new = json.loads(json.dumps(DOG_LICENCE))
    new["settings"]["fee"] = 500
    new["steps"][0]["fields"][0]["label"] = "What is it called?"
    new["steps"][0]["fields"][1]["options"].append({"value": "guard", "label": "A guard dog"})
    new["steps"][0]["fields"][2]["visible_if"][0]["operator"] = "is_not"
    new["steps"][2]["fields"].reverse()
    new["steps"].pop(1)
    new["steps"].append({"slug": "more", "title": "More", "fields": []})

    found = {(c.kind, c.where, c.what): (c.before, c.after) for c in changes(DOG_LICENCE, new)}

    dog = "Your dog › What kind of dog is it?"
    assert found == {
        (Kind.CHANGED, "The form", "Fee in cents"): ("", "500"),
        (Kind.REMOVED, "Proof of training", "Step"): ("Training certificate", ""),
        (Kind.ADDED, "More", "Step"): ("", ""),
        (Kind.CHANGED, "Your dog › What is it called?", "Question"): (
            "Name of the dog",
            "What is it called?",
        ),
        (Kind.ADDED, dog, "Option"): ("", "A guard dog"),
        (Kind.CHANGED, "Your dog › Who trained it?", "Shown only if"): (
            "“What kind of dog is it?” is An assistance dog",
            "“What kind of dog is it?” is not An assistance dog",
        ),
        (Kind.MOVED, "About you", "Order of questions"): (
            "Your name\nYour e-mail address",
            "Your e-mail address\nYour name",
        ),
    }


def test_the_same_form_has_no_changes():
    assert changes(DOG_LICENCE, DOG_LICENCE) == []


def test_versions_and_revisions_can_be_compared(desk, form):
    boss = Desk(publisher())
    boss.save_step(form, 0, boss.step(form) | {"title": "Your good dog"}, **{"action-publish": "1"})

    assert "Version" in desk.get("versions", form.pk).content.decode()
    html = desk.get("compare_versions", form.pk, 1, "2").content.decode()
    assert "<del>Your dog</del>" in html and "<ins>Your good dog</ins>" in html
    assert "Both are the same" in desk.get("compare_versions", form.pk, 2, "draft").content.decode()
    assert desk.get("compare_versions", form.pk, 1, "nonsense").status_code == 404
    html = desk.get("revisions_compare", form.pk, "earliest", "latest").content.decode()
    assert "<ins>Your good dog</ins>" in html


def test_an_earlier_revision_can_be_brought_back(form):
    boss = Desk(publisher())
    first = form.latest_revision
    boss.save_step(form, 0, boss.step(form) | {"title": "Your good dog"})
    sent = boss.boxes("revisions_revert", form.pk, first.pk)

    boss.post("revisions_revert", form.pk, first.pk, **sent)

    assert draft(form).steps.first().title == "Your dog"
    assert len(draft(form).steps.all()) == 3


# --- import and export ------------------------------------------------------------------------


def as_file(raw) -> SimpleUploadedFile:
    return SimpleUploadedFile("form.json", json.dumps(raw).encode())


def test_what_was_exported_is_imported_as_a_new_form(desk, form):
    answer = desk.get("export", form.pk)
    assert answer["Content-Disposition"] == 'attachment; filename="dog-licence.json"'
    raw = json.loads(answer.content)

    desk.post("import", file=as_file({**raw, "slug": "cat-licence"}))

    made = draft(Form.objects.get(slug="cat-licence"))
    assert made.definition_json == {**raw, "slug": "cat-licence"}
    assert not made.live


def test_an_import_into_a_form_takes_the_place_of_its_draft_only(desk, form):
    desk.post("import_into", form.pk, file=as_file({**DOG_LICENCE, "title": "Licence for dogs"}))

    assert draft(form).title == "Licence for dogs"
    assert Form.objects.get(pk=form.pk).title == "Dog licence"
    assert FormVersion.objects.filter(form=form).count() == 1


def test_every_mistake_of_a_file_is_named_with_its_place_and_nothing_is_imported(desk):
    department()
    wrong = {**DOG_LICENCE, "steps": [{"slug": "Bad", "title": "", "fields": [{"type": "no"}]}]}

    page = desk.post("import", file=as_file(wrong))

    assert page.status_code == 422
    html = page.content.decode()
    assert all(
        path in html for path in ("/steps/0/slug", "/steps/0/title", "/steps/0/fields/0/type")
    )
    assert not Form.objects.exists()


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff\xfe", b"", b"[" * 100_000, b'{"steps": 7}', b'{"steps": [[]]}']
)
def test_a_file_that_is_no_form_is_refused_with_a_sentence(desk, content):
    page = desk.post("import", file=SimpleUploadedFile("form.json", content))
    assert page.status_code == 422
    assert not Form.objects.exists()


def test_an_import_does_not_overwrite_a_form_by_its_short_name(desk, form):
    page = desk.post("import", file=as_file({**DOG_LICENCE, "title": "Mine"}))
    assert "There is a form “dog-licence” already" in page.content.decode()
    assert draft(form).title == "Dog licence"


def test_a_version_can_be_exported(desk, form):
    answer = desk.get("export_version", form.pk, 1)
    assert json.loads(answer.content) == FormVersion.objects.get(form=form).definition


def test_an_import_into_a_locked_form_is_refused(desk, form):
    Form.objects.filter(pk=form.pk).update(locked=True, locked_by=Desk(publisher()).user)
    page = desk.post("import_into", form.pk, file=as_file({**DOG_LICENCE, "title": "Mine"}))
    assert "locked" in messages(page).lower()
    assert draft(form).title == "Dog licence"
