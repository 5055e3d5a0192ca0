"""What the editor of a step checks, keeps and refuses."""

from __future__ import annotations

import pytest

from forms_engine.engine.models import Form
from tests.engine.authoring_doors import (
    Desk,
    draft,
    editor,
    errors_in_stream,
    messages,
    publisher,
)
from tests.factories.engine import DOG_LICENCE, published_form

pytestmark = pytest.mark.django_db

KEY = "fields-0-value-key"


@pytest.fixture
def desk():
    return Desk(editor())


@pytest.fixture
def form():
    return published_form()


def test_a_condition_on_a_later_question_is_refused_where_it_was_chosen(desk, form):
    sent = desk.step(form) | {"fields-2-value-visible_if-0-value-key": "email"}

    page = desk.save_step(form, 0, sent)

    assert "could not be saved" in messages(page)
    assert "No question before this one has the key “email”" in errors_in_stream(page, "fields")
    assert draft(form).definition_json == form.definition_json


def test_a_test_that_does_not_fit_the_question_is_refused(desk, form):
    own = "fields-2-value-visible_if-0-value"
    page = desk.save_step(form, 0, desk.step(form) | {f"{own}-operator": "before"})
    assert "cannot be asked of the question" in errors_in_stream(page, "fields")


def test_what_was_typed_is_still_there_after_a_mistake(desk, form):
    sent = desk.step(form) | {"title": "", "fields-0-value-label": "Its name, and no other"}

    page = desk.save_step(form, 0, {**sent, "slug": "No Slug!"})

    assert "Use small letters, digits and hyphens" in page.content.decode()
    assert "Its name, and no other" in page.content.decode()


def test_a_short_name_of_another_step_or_of_the_system_is_refused(desk, form):
    for slug, words in (("you", "Another step"), ("check", "used by the system")):
        page = desk.save_step(form, 0, desk.step(form) | {"slug": slug})
        assert words in page.content.decode()


def test_a_published_key_is_fixed(desk, form):
    page = desk.save_step(form, 0, desk.step(form) | {KEY: "name"})
    assert "This key is fixed" in errors_in_stream(page, "fields")

    desk.save_step(form, 0, desk.step(form) | {KEY: "", "fields-0-value-label": "Its name"})
    field = draft(form).definition_json["steps"][0]["fields"][0]
    assert (field["key"], field["label"]) == ("dog_name", "Its name")


def test_a_published_value_of_an_option_is_fixed(desk, form):
    value = "fields-1-value-options-0-value-value"
    page = desk.save_step(form, 0, desk.step(form) | {value: "companion"})
    assert "This value is fixed" in errors_in_stream(page, "fields")


def test_a_copied_block_gets_a_key_of_its_own(desk, form):
    sent = desk.step(form)
    for name, value in list(sent.items()):
        if name.startswith("fields-0-"):
            sent[name.replace("fields-0-", "fields-3-")] = value
    sent |= {"fields-count": 4, "fields-3-id": "", "fields-3-order": 3}

    desk.save_step(form, 0, sent)

    keys = [field["key"] for field in draft(form).definition_json["steps"][0]["fields"]]
    assert keys == ["dog_name", "kind", "trainer", "name_of_the_dog"]


def test_a_save_that_would_undo_somebody_elses_is_noticed_and_nothing_is_lost(desk, form):
    mine = desk.step(form) | {"title": "My title"}
    other = Desk(publisher())
    other.save_step(form, 0, other.step(form) | {"title": "Their title"})

    page = desk.save_step(form, 0, mine)

    assert "Jonas" in messages(page) and "while you had it open" in messages(page)
    assert 'value="My title"' in page.content.decode()
    assert draft(form).steps.first().title == "Their title"

    again = {**mine, "step-seen": page.context["seen"]}
    desk.save_step(form, 0, again)
    assert draft(form).steps.first().title == "My title"


def test_two_people_may_work_on_two_steps(desk, form):
    mine = desk.step(form, 0) | {"title": "My title"}
    other = Desk(publisher())
    other.save_step(form, 2, other.step(form, 2) | {"title": "Their title"})

    desk.save_step(form, 0, mine)

    titles = [step.title for step in draft(form).steps.all()]
    assert titles == ["My title", "Proof of training", "Their title"]


def test_a_step_that_was_deleted_while_it_was_open_can_be_saved_all_the_same(desk, form):
    mine = desk.step(form, 2) | {"title": "My title"}
    step = draft(form).steps.all()[2]
    url = f"/admin/forms/edit/{form.pk}/steps/{step.uid}/"
    Desk(publisher()).post("delete_step", form.pk, step.uid)

    page = desk.client.post(url, mine)
    assert page.status_code == 200
    assert "while you had it open" in messages(page)
    assert desk.client.get(url).status_code == 404

    desk.client.post(url, {**mine, "step-seen": ""})
    assert [s.title for s in draft(form).steps.all()][-1] == "My title"


def test_an_automatic_save_keeps_what_is_there_and_makes_no_keys_yet(desk, form):
    sent = desk.step(form) | {KEY.replace("0", "3"): ""}
    sent |= {
        "fields-count": 4,
        "fields-3-type": "email",
        "fields-3-id": "",
        "fields-3-order": 3,
        "fields-3-deleted": "",
        "fields-3-value-label": "Yo",
        "fields-3-value-visible_if-count": 0,
        "fields-3-value-required_if-count": 0,
    }
    uid = draft(form).steps.first().uid
    url = f"/admin/forms/edit/{form.pk}/steps/{uid}/"

    answer = desk.client.post(url, sent, headers={"accept": "application/json"}).json()

    assert answer["success"], answer
    field = draft(form).definition_json["steps"][0]["fields"][3]
    assert field["label"] == "Yo" and "key" not in field
    assert dict(answer["field_updates"])["step-seen"] != sent["step-seen"]


def test_a_locked_form_is_not_changed(desk, form):
    Form.objects.filter(pk=form.pk).update(locked=True, locked_by=Desk(publisher()).user)
    uid = draft(form).steps.first().uid

    page = desk.save_step(form, 0, desk.step(form) | {"title": "Mine"})
    desk.post("move_step", form.pk, uid, to="down")
    desk.post("add_step", form.pk, title="One more")

    assert "locked" in messages(page)
    assert [step.title for step in draft(form).steps.all()] == [
        step["title"] for step in DOG_LICENCE["steps"]
    ]


def test_who_may_not_change_forms_sees_none_of_it(form, client):
    from tests.factories.accounts import UserFactory

    uid = draft(form).steps.first().uid
    for name, args in (
        ("edit", [form.pk]),
        ("step", [form.pk, uid]),
        ("translations", [form.pk]),
        ("stops", [form.pk]),
        ("export", [form.pk]),
        ("import", []),
        ("import_into", [form.pk]),
        ("versions", [form.pk]),
        ("preview_step", [form.pk, uid]),
    ):
        page = Desk(UserFactory()).get(name, *args)
        assert page.status_code in (302, 403), name


def test_an_unknown_step_is_not_found(desk, form):
    assert desk.get("step", form.pk, "00000000-0000-4000-8000-000000000000").status_code == 404
