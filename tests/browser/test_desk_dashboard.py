"""What a resident sees of the desk's work: own requests, and the status without an account."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from forms_engine.casework.actions import change_state
from forms_engine.casework.states import State
from tests.browser.test_desk import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer
from tests.factories.engine import draft


def check(page: Page, name: str, axe, screenshot) -> None:
    assert page.viewport_size is not None
    width = page.viewport_size["width"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe(page)
        screenshot(page, f"{name}-{width}-{scheme}", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1366, 390])
def test_my_requests_and_each_of_them(width, live_site, desktop, axe, screenshot):
    resident = UserFactory(email="ada@example.org")
    sign_in(desktop, live_site, resident)
    desktop.set_viewport_size({"width": width, "height": 844})
    desktop.goto(f"{live_site}/my/")
    check(desktop, "my-empty", axe, screenshot)
    opened = case(applicant=resident)
    form = opened.submission.version.form
    case(form=form, applicant=resident)
    draft(form, applicant=resident)
    message = "Send us the page with the seal.\nA photo is enough."
    change_state(opened, officer(), State.WAITING, version=0, message=message)

    desktop.goto(f"{live_site}/my/")
    check(desktop, "my", axe, screenshot)
    needs = desktop.get_by_role("region", name="Needs you now")
    needs.get_by_role("listitem").filter(has_text="asked you").get_by_role("link").click()

    expect(desktop.get_by_text("A photo is enough.")).to_be_visible()
    check(desktop, "my-request", axe, screenshot)


def test_status_on_a_phone_without_scripts(live_site, no_js, phone, complaints, screenshot, axe):
    complaints.expect("422")
    reference = case().submission.written_reference
    no_js.goto(f"{live_site}/status/")
    no_js.get_by_label("Reference").fill(reference)
    no_js.get_by_label("E-mail address").fill("b@example.org")
    no_js.get_by_role("button", name="Show where it is").click()
    expect(no_js.get_by_text("We know no request")).to_be_visible()
    screenshot(no_js, "status-wrong", full_page=True)
    no_js.get_by_label("E-mail address").fill("ada@example.org")
    no_js.get_by_role("button", name="Show where it is").click()
    expect(no_js.get_by_role("heading", name=reference)).to_be_visible()
    screenshot(no_js, "status-found", full_page=True)
    no_js.get_by_role("button", name="Send me a link by mail").click()
    expect(no_js.get_by_text("We have sent a link")).to_be_visible()
    phone.goto(f"{live_site}{reverse('status')}")
    check(phone, "status", axe, screenshot)
