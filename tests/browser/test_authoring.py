"""An editor builds a form by hand, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from forms_engine.engine.models import Form, FormVersion
from tests.browser.conftest import DESKTOP
from tests.browser.people import Editor, sign_in
from tests.engine import authoring_doors as doors
from tests.factories.accounts import DepartmentFactory
from tests.factories.engine import DOG_LICENCE, published_form


@pytest.fixture
def editor(live_site, new_context) -> Editor:
    context = new_context(viewport=DESKTOP)
    sign_in(context, live_site, doors.editor())
    return Editor(context.new_page(), live_site)


@pytest.fixture
def publisher(live_site, new_context) -> Editor:
    context = new_context(viewport=DESKTOP)
    sign_in(context, live_site, doors.publisher())
    return Editor(context.new_page(), live_site)


def open_step(editor: Editor, form: Form, number: int) -> Page:
    uid = doors.draft(form).steps.all()[number].uid
    editor.page.goto(f"{editor.site}/admin/forms/edit/{form.pk}/steps/{uid}/")
    return editor.page


def open_block(page: Page, number: int) -> None:
    panels = page.locator(f"section.w-panel:has(#fields-{number}-value-label)")
    panels.last.locator("[data-panel-toggle]").first.click()


def options(page: Page, selector: str) -> list[str]:
    return page.locator(f"{selector} option").all_text_contents()


def test_a_form_of_three_steps_goes_from_an_empty_page_to_the_public(editor, publisher, screenshot):
    DepartmentFactory(name="Streets", slug="streets", email="streets@example.org")
    overview = editor.make_form("Street party", "Streets")
    editor.add_step("Your party")
    kind = editor.add_question("Choose one (cards)", "What kind of party is it?")
    editor.add_option(kind, 0, "In the street")
    editor.add_option(kind, 1, "In a courtyard")
    editor.save()
    editor.page.goto(overview)
    editor.add_step("The street")
    editor.show_only_if("visible_if", "What kind of party is it?", "In the street")
    editor.add_question("File upload", "A plan of the street")
    editor.save()
    screenshot(editor.page, "authoring-step")
    editor.page.goto(overview)
    editor.add_step("About you")
    editor.add_question("E-mail address", "Your e-mail address")
    editor.save()
    editor.page.goto(overview)
    expect(editor.page.get_by_role("cell", name="only if", exact=False)).to_contain_text(
        "only if “What kind of party is it?” is In the street"
    )
    screenshot(editor.page, "authoring-overview", docs=True)
    editor.hand_in()

    publisher.page.goto(overview)
    publisher.approve()

    version = FormVersion.objects.get(form__slug="street-party")
    steps = version.definition["steps"]
    assert [step["slug"] for step in steps] == ["your-party", "the-street", "about-you"]
    assert steps[1]["fields"][0]["key"] == "a_plan_of_the_street"
    assert steps[1]["visible_if"] == [
        {
            "type": "compare",
            "key": "what_kind_of_party_is_it",
            "operator": "is",
            "value": "in_the_street",
        }
    ]


def test_a_condition_offers_only_what_fits(editor):
    form = published_form()
    page = open_step(editor, form, 0)
    open_block(page, 2)
    place = "fields-2-value-visible_if-0-value"

    # Its own question and those after it are not offered.
    assert options(page, f"#{place}-key-list") == [
        "Choose",
        "Name of the dog (dog_name)",
        "What kind of dog is it? (kind)",
    ]
    assert "is before" not in options(page, f"#{place}-operator-list")
    values = page.locator(f"#{place}-value").locator("..").locator("select option")
    assert values.all_text_contents() == ["Choose", "A pet", "An assistance dog"]

    page.locator(f"#{place}-operator-list").select_option("one_of")
    ticks = page.locator(f"#{place}-value").locator("..").get_by_role("checkbox")
    ticks.nth(0).check()
    ticks.nth(1).check()
    editor.save()

    (condition,) = doors.draft(form).definition_json["steps"][0]["fields"][2]["visible_if"]
    assert (condition["operator"], condition["value"]) == ("one_of", "pet,assistance")


def test_what_is_typed_is_shown_in_the_preview_beside_it(editor):
    page = open_step(editor, published_form(), 0)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_label("Name of the dog")).to_be_visible()

    # Wagtail notices what is typed from two seconds after the page was opened.
    page.wait_for_timeout(2500)
    open_block(page, 0)
    label = page.locator("#fields-0-value-label")
    label.fill("What is it called?")
    label.press("Tab")

    expect(preview.get_by_label("What is it called?")).to_be_visible()


def test_a_published_key_cannot_be_typed_over(editor):
    page = open_step(editor, published_form(), 0)
    open_block(page, 0)
    expect(page.locator("#fields-0-value-key")).to_have_attribute("readonly", "")


def test_stops_and_translations_are_written_with_the_same_editors(editor):
    form = published_form(
        intro="<p>Before you begin.</p>",
        settings={
            **DOG_LICENCE["settings"],
            "stops": [
                {
                    "title": "No licence is needed",
                    "body": "<p>Go home.</p>",
                    "visible_if": [{"key": "kind", "operator": "is", "value": "assistance"}],
                }
            ],
        },
    )
    page = editor.page
    page.goto(f"{editor.site}/admin/forms/edit/{form.pk}/stops/")
    chosen = page.locator("#stops-0-value-visible_if-0-value-key-list option:checked")
    expect(chosen).to_have_text("What kind of dog is it? (kind)")
    page.goto(f"{editor.site}/admin/forms/edit/{form.pk}/translations/?language=es")
    box = page.get_by_role("row", name="Before you begin.").get_by_role("textbox")
    box.click()
    box.press_sequentially("Antes de empezar.")
    # The rich text editor hands over what was typed a moment later.
    page.wait_for_timeout(600)
    editor.save()

    assert "Antes de empezar." in doors.draft(form).translations["es"]["intro"]
