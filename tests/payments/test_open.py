"""Opening a payment: one per key, one live checkout, and a way on from every state."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from payments.actions import TermsChangedError, ask_about_silent_checkouts, start_checkout
from payments.models import BankCheckout, Checkout, Payment
from payments.providers.base import ProviderError
from payments.providers.sandbox import SandboxProvider
from payments.sandbox.actions import Choice
from tests.factories.payments import at_the_bank, bank_checkout, make_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise ProviderError("no answer")

    monkeypatch.setattr(SandboxProvider, "start_checkout", fails)
    monkeypatch.setattr(SandboxProvider, "fetch_state", fails)


def let_time_pass(payment: Payment, hours: float) -> None:
    ago = timezone.now() - dt.timedelta(hours=hours)
    checkout = payment.checkouts.latest("created_at")
    Checkout.objects.filter(pk=checkout.pk).update(
        created_at=ago, checked_at=ago, expires_at=ago + dt.timedelta(hours=1)
    )
    BankCheckout.objects.filter(order=str(checkout.pk)).update(
        expires_at=ago + dt.timedelta(hours=1)
    )


def test_a_new_payment_leads_to_the_providers_page():
    payment = make_payment()

    assert payment.is_pending
    assert payment.checkout_url == f"/payments/sandbox/{bank_checkout(payment).token}/"


def test_the_same_key_is_the_same_payment_and_the_same_checkout():
    first = make_payment(key="a")
    second = make_payment(key="a", language="es", return_url="http://testserver/es/next/")

    assert second.pk == first.pk
    assert second.language == "es"
    assert second.checkout_url == first.checkout_url
    assert BankCheckout.objects.count() == 1


@pytest.mark.parametrize("changed", [{"amount": 2501}, {"currency": "USD"}])
def test_a_key_cannot_change_what_it_costs(changed):
    make_payment(key="a")

    with pytest.raises(TermsChangedError):
        make_payment(key="a", **changed)

    assert Payment.objects.get().amount == 2500


@pytest.mark.parametrize("amount", [0, -1])
def test_the_database_refuses_an_amount_that_is_not_positive(amount):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_payment(amount=amount)


def test_the_database_refuses_a_second_live_checkout():
    payment = make_payment()

    with pytest.raises(IntegrityError), transaction.atomic():
        Checkout.objects.create(payment=payment)


def test_the_database_refuses_a_settled_payment_without_a_time():
    payment = make_payment()

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state=Payment.State.SETTLED)


@pytest.mark.parametrize(
    ("choice", "state"),
    [(Choice.REFUSE, Payment.State.FAILED), (Choice.LEAVE, Payment.State.CANCELLED)],
)
def test_who_was_refused_or_left_gets_a_new_checkout_for_the_same_payment(choice, state, settled):
    payment = at_the_bank(make_payment(), choice)
    assert payment.state == state
    old = payment.checkouts.get()

    payment = start_checkout(payment_id=payment.pk)

    assert payment.is_pending
    assert payment.checkout_url != old.url
    assert at_the_bank(payment).is_settled
    assert settled == [payment]


def test_a_settled_payment_gets_no_further_checkout():
    payment = at_the_bank(make_payment(key="a"))

    again = make_payment(key="a")

    assert again.is_settled
    assert again.checkout_url == again.page_url
    assert payment.checkouts.count() == 1


@pytest.mark.usefixtures("silent_provider")
def test_a_provider_that_does_not_answer_leads_to_our_own_page():
    payment = make_payment()

    assert payment.checkout_url == payment.page_url
    assert payment.checkouts.get().url == ""


def test_a_checkout_that_could_not_start_is_started_by_the_next_try(silent_provider, monkeypatch):
    payment = make_payment()
    checkout = payment.checkouts.get()
    monkeypatch.undo()

    payment = start_checkout(payment_id=payment.pk)

    assert payment.checkouts.get() == checkout
    assert payment.checkout_url != payment.page_url


def test_a_checkout_whose_time_is_up_is_replaced():
    payment = make_payment()
    let_time_pass(payment, hours=1.5)

    payment = start_checkout(payment_id=payment.pk)

    states = list(payment.checkouts.values_list("state", flat=True))
    assert states == [Checkout.State.EXPIRED, Checkout.State.LIVE]


def test_money_whose_notification_got_lost_is_found_before_a_new_checkout_starts(settled):
    payment = make_payment()
    BankCheckout.objects.update(state=BankCheckout.State.PAID)
    let_time_pass(payment, hours=1.5)

    payment = start_checkout(payment_id=payment.pk)

    assert payment.is_settled
    assert payment.checkouts.count() == 1
    assert settled == [payment]


def test_a_lost_notification_is_made_up_for_by_the_clock(settled):
    payment = make_payment()
    BankCheckout.objects.update(state=BankCheckout.State.PAID)
    assert ask_about_silent_checkouts() == 0  # too early to worry
    let_time_pass(payment, hours=0.5)

    assert ask_about_silent_checkouts() == 1
    assert ask_about_silent_checkouts() == 0

    payment.refresh_from_db()
    assert payment.is_settled
    assert settled == [payment]


def test_a_checkout_that_nobody_used_runs_out_by_the_clock():
    payment = make_payment()
    let_time_pass(payment, hours=2.5)

    ask_about_silent_checkouts()

    payment.refresh_from_db()
    assert payment.state == Payment.State.EXPIRED


@pytest.mark.usefixtures("silent_provider")
def test_the_clock_bears_a_provider_that_does_not_answer():
    payment = make_payment()
    Checkout.objects.update(reference="SB-1")
    let_time_pass(payment, hours=2.5)

    assert ask_about_silent_checkouts() == 0
    assert Payment.objects.get().is_pending
