"""An editor makes a form, step by step, and hands it in."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.icons import get_icons

from forms_engine.engine.blocks import GROUPS
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.models import Form, FormVersion
from tests.engine.authoring_doors import Desk, draft, editor, messages, publisher
from tests.factories.engine import department, published_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(editor())


@pytest.fixture
def form(desk):
    desk.post("add", title="Boat licence", slug="boat-licence", department=department().pk)
    return Form.objects.get(slug="boat-licence")


def test_a_new_form_asks_for_title_department_and_short_name_only(desk):
    html = desk.get("add").content.decode()
    names = ("title", "slug", "department")
    assert all(f'name="{name}"' in html for name in names)
    assert 'name="declaration"' not in html


def test_a_new_form_is_a_draft_and_opens_on_its_own_page(desk, form):
    page = desk.get("edit", form.pk)

    assert not form.live
    assert "This form has no steps yet" in page.content.decode()


def test_a_step_is_added_by_its_title_and_opens(desk, form):
    page = desk.post("add_step", form.pk, title="Your boat")

    step = draft(form).steps.get()
    assert (step.title, step.slug) == ("Your boat", "your-boat")
    assert page.redirect_chain[-1][0].endswith(f"/steps/{step.uid}/")
    assert page.status_code == 200


def test_saving_a_step_fills_in_keys_and_values(desk, form):
    desk.post("add_step", form.pk, title="Your boat")
    sent = desk.step(form)
    sent |= {
        "fields-count": 1,
        "fields-0-type": "radios",
        "fields-0-id": "",
        "fields-0-order": 0,
        "fields-0-deleted": "",
        "fields-0-value-label": "What kind of boat is it?",
        "fields-0-value-required": "on",
        "fields-0-value-options-count": 2,
        "fields-0-value-visible_if-count": 0,
        "fields-0-value-required_if-count": 0,
    }
    for number, label in enumerate(("A sailing boat", "A rowing boat")):
        own = f"fields-0-value-options-{number}"
        sent |= {
            f"{own}-type": "item",
            f"{own}-order": number,
            f"{own}-deleted": "",
            f"{own}-id": "",
            f"{own}-value-label": label,
        }

    page = desk.save_step(form, 0, sent)

    assert "“Your boat” is saved." in messages(page)
    (field,) = draft(form).definition_json["steps"][0]["fields"]
    assert field["key"] == "what_kind_of_boat_is_it"
    assert [option["value"] for option in field["options"]] == ["a_sailing_boat", "a_rowing_boat"]


def test_a_publisher_publishes_what_the_editor_made():
    form = published_form()
    boss = Desk(publisher())
    sent = boss.step(form) | {"title": "Your good dog"}

    page = boss.save_step(form, 0, sent, **{"action-publish": "1"})

    assert page.redirect_chain[-1][0].endswith(f"/forms/edit/{form.pk}/")
    newest = FormVersion.objects.filter(form=form).first()
    assert newest.number == 2
    assert newest.definition["steps"][0]["title"] == "Your good dog"


def test_a_copied_step_has_keys_of_its_own_and_conditions_that_follow(desk):
    form = published_form()

    desk.post("copy_step", form.pk, draft(form).steps.first().uid)

    titles = [step["title"] for step in draft(form).definition_json["steps"]]
    assert titles == ["Your dog", "Your dog (copy)", "Proof of training", "About you"]
    copy = draft(form).definition_json["steps"][1]
    assert [field["key"] for field in copy["fields"]] == ["dog_name_2", "kind_2", "trainer_2"]
    assert copy["fields"][2]["visible_if"][0]["key"] == "kind_2"


def test_steps_move_and_go(desk):
    form = published_form()
    uid = draft(form).steps.all()[2].uid

    desk.post("move_step", form.pk, uid, to="up")
    assert [step.slug for step in draft(form).steps.all()] == ["dog", "you", "proof"]

    asked = desk.get("delete_step", form.pk, uid)
    assert "Delete the step “About you”" in asked.content.decode()
    desk.post("delete_step", form.pk, uid)
    assert [step.slug for step in draft(form).steps.all()] == ["dog", "proof"]
    assert len(FormVersion.objects.get(form=form).definition["steps"]) == 3


def test_two_steps_may_swap_their_short_names_and_be_published(desk):
    form = published_form()
    boss = Desk(publisher())
    for number, slug in ((0, "between"), (2, "dog"), (0, "you")):
        boss.save_step(form, number, boss.step(form, number) | {"slug": slug})

    boss.save_step(form, 1, boss.step(form, 1), **{"action-publish": "1"})

    newest = FormVersion.objects.filter(form=form).first()
    assert [step["slug"] for step in newest.definition["steps"]] == ["you", "proof", "dog"]


def test_a_copied_form_has_all_steps_and_nothing_of_the_original_changes(desk):
    form = published_form()
    desk.post("copy", form.pk, title="Cat licence", slug="cat", department=form.department_id)

    copy = draft(Form.objects.get(slug="cat"))
    assert copy.definition_json["steps"] == draft(form).definition_json["steps"]
    assert not {step.uid for step in copy.steps.all()} & {s.uid for s in draft(form).steps.all()}


def test_the_settings_choose_from_the_forms_own_questions(desk):
    form = published_form()
    sent = desk.boxes("edit", form.pk)
    assert sent["contact_email_field"] == ["email"]

    desk.post("edit", form.pk, **(sent | {"summary_fields_1": "kind", "fee": "1250"}))

    settings = draft(form).definition_json["settings"]
    assert settings["summary_fields"] == ["dog_name", "kind"]
    assert settings["fee"] == 1250
    assert len(draft(form).definition_json["steps"]) == 3


def test_the_list_costs_the_same_for_one_form_and_for_three(desk):
    published_form()
    desk.get("list")
    with CaptureQueriesContext(connection) as one:
        desk.get("list")
    for slug in ("b", "c"):
        published_form(slug=slug)
    desk.get("list")
    with CaptureQueriesContext(connection) as three:
        page = desk.get("list")
    assert len(one) == len(three)
    assert "Version 1" in page.content.decode()


def test_the_overview_says_conditions_in_words_and_in_a_picture(desk):
    html = desk.get("edit", published_form().pk).content.decode()
    assert html.count("only if “What kind of dog is it?” is An assistance dog") == 3
    assert "<svg" in html and 'aria-describedby="flow-words"' in html


@pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=FIELD_TYPES)
def test_the_editor_is_told_of_each_type_what_it_is_for(kind):
    assert str(kind.explanation).endswith(".")
    assert kind.group in GROUPS
    assert f"icon-{kind.icon}" in get_icons()
