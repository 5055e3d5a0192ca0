"""Rules of routing as an administrator makes them, with the form's own questions to choose from."""

from __future__ import annotations

from playwright.sync_api import expect

from forms_engine.casework.actions import set_routing
from forms_engine.engine.actions import submit
from tests.browser.test_desk import sign_in
from tests.casework.test_cases import ASSISTANCE
from tests.factories.accounts import UserFactory
from tests.factories.casework import queue
from tests.factories.engine import complete_draft, draft, published_form


def test_an_administrator_makes_a_rule_from_the_forms_questions(live_site, desktop, screenshot):
    form = published_form()
    draft(form)
    special = queue("assistance-dogs")
    routing = set_routing(form, default=queue())
    sign_in(desktop, live_site, UserFactory(admin=True))
    desktop.goto(f"{live_site}/admin/routing/edit/{routing.pk}/")

    desktop.get_by_role("button", name="Add rule").click()
    rule = desktop.locator("#inline_child_rules-0")
    rule.get_by_role("button", name="Insert a block").first.click()
    desktop.get_by_role("option", name="Answer to a question").click()
    rule.get_by_role("combobox", name="Question").select_option("kind")
    rule.locator(".ea-compare__value select").select_option("assistance")
    rule.get_by_role("combobox", name="Queue").select_option(str(special.pk))
    screenshot(desktop, "desk-admin-routing", full_page=True)
    desktop.get_by_role("button", name="Save").click()

    expect(desktop.get_by_text("updated")).to_be_visible()
    assert submit(submission_id=complete_draft(form, **ASSISTANCE).pk).case.queue == special
