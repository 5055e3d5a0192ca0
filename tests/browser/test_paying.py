"""Paying as a person does it: on a phone, with and without scripts, in light and in dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts import outbox
from payments.actions import record
from payments.models import Checkout, Payment
from tests.factories.payments import make_payment, report

DESCRIPTION = "Dog licence 7K3M-Q9T2-4"


def due(live_site: str, **terms: object) -> Payment:
    return make_payment(description=DESCRIPTION, return_url=f"{live_site}/status/", **terms)


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_a_resident_without_scripts_is_refused_tries_again_and_pays(live_site, no_js):
    payment = due(live_site)
    no_js.goto(live_site + payment.checkout_url)
    expect(no_js.get_by_text("No real money moves")).to_be_visible()
    click(no_js, "Have the card refused")
    expect(no_js.get_by_role("heading", name="The payment was refused")).to_be_visible()

    click(no_js, "Try again")
    click(no_js, "Pay now")

    expect(no_js).to_have_url(f"{live_site}/status/")
    payment.refresh_from_db()
    assert payment.is_settled
    assert payment.checkouts.count() == 2


def test_a_resident_without_scripts_waits_for_a_late_notice_and_looks_again(live_site, no_js):
    payment = due(live_site)
    no_js.goto(live_site + payment.checkout_url)
    click(no_js, "Pay, but tell the city a minute later")
    expect(no_js.get_by_role("heading", name="We are waiting for your payment")).to_be_visible()
    click(no_js, "Look again")
    expect(no_js.get_by_role("heading", name="We are waiting for your payment")).to_be_visible()

    outbox.work_off()
    click(no_js, "Look again")

    expect(no_js).to_have_url(f"{live_site}/status/")


def test_a_waiting_page_with_scripts_goes_on_by_itself(live_site, phone):
    payment = due(live_site)
    phone.goto(live_site + payment.checkout_url)
    click(phone, "Pay, but tell the city a minute later")
    expect(phone.get_by_role("heading", name="We are waiting for your payment")).to_be_visible()

    outbox.work_off()

    expect(phone).to_have_url(f"{live_site}/status/")


def wrong_sum(payment: Payment) -> None:
    told = report(payment.checkouts.get(), amount=1)
    record(provider="default", event_id="wrong", report=told)


def provider_is_silent(payment: Payment) -> None:
    Checkout.objects.update(url="")


def unpaid(payment: Payment) -> None:
    pass


@pytest.mark.parametrize(
    ("button", "then", "name"),
    [
        ("Pay now", unpaid, "paid"),
        ("Have the card refused", unpaid, "refused"),
        ("Leave without paying", unpaid, "left"),
        ("Pay, but tell the city a minute later", unpaid, "waiting"),
        (None, wrong_sum, "wrong-sum"),
        (None, provider_is_silent, "silent"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_a_payment_breaks_a_rule_of_accessibility(
    button, then, name, scheme, live_site, phone, axe, screenshot
):
    phone.emulate_media(color_scheme=scheme)
    payment = due(live_site)
    phone.goto(live_site + payment.checkout_url)
    axe(phone)
    screenshot(phone, f"sandbox-bank-{scheme}", full_page=True)
    if button:
        click(phone, button)
    then(payment)
    phone.goto(live_site + payment.page_url)
    expect(phone.get_by_text(DESCRIPTION)).to_be_visible()

    axe(phone)

    screenshot(phone, f"payment-{name}-{scheme}", full_page=True)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_checkout_at_the_bank_that_is_over_leads_back(live_site, phone, axe):
    payment = due(live_site)
    phone.goto(live_site + payment.checkout_url)
    click(phone, "Have the card refused")
    phone.goto(live_site + payment.checkouts.get().url)
    expect(phone.get_by_text("This checkout is closed")).to_be_visible()
    axe(phone)

    phone.get_by_role("link", name="Back to the city").click()

    expect(phone).to_have_url(re.compile(f"/payments/{payment.pk}/$"))
