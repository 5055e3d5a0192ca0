"""The page of components in a real browser: the rules of WCAG, and what the scripts add."""

from __future__ import annotations

import pytest

from tests.browser.examination import Examination

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_component_can_be_used_by_everybody(live_site, desktop, complaints):
    examination = Examination()
    desktop.goto(f"{live_site}/components/")

    examination.look(desktop)

    examination.close()


def test_a_text_box_tells_how_much_is_left(live_site, desktop, complaints):
    desktop.goto(f"{live_site}/components/")
    said = desktop.locator("#why-info")

    desktop.fill("#why", "x" * 190)
    assert said.inner_text() == "Characters left: 10"

    desktop.fill("#why", "x" * 203)
    assert said.inner_text() == "Too many characters: 3"


def test_a_password_can_be_looked_at(live_site, desktop, complaints):
    desktop.goto(f"{live_site}/components/")
    box = desktop.locator("#password")
    button = desktop.get_by_role("button", name="Show password")

    button.click()

    assert box.get_attribute("type") == "text"
    assert desktop.get_by_role("button", name="Hide password").is_visible()


def test_a_long_list_is_searched_with_the_keyboard(live_site, desktop, complaints):
    desktop.goto(f"{live_site}/components/")
    box = desktop.get_by_role("combobox", name="Street")

    box.fill("quay 17")
    box.press("ArrowDown")
    box.press("Enter")

    assert box.input_value() == "17. Quay Street"
    assert desktop.locator("select[name=street]").input_value() == "17"


def test_without_scripts_nothing_is_offered_that_needs_them(live_site, no_js):
    no_js.goto(f"{live_site}/components/")

    assert no_js.locator(".govuk-password-input__toggle").is_hidden()
    assert no_js.locator("select[name=street]").is_visible()
