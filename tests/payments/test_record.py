"""Recording what the provider says: money counts once, whenever it comes, and the books balance."""

from __future__ import annotations

import pytest

from payments.actions import record, start_checkout
from payments.models import Checkout, LedgerEntry, Payment, ProviderEvent
from payments.providers.base import Outcome
from payments.sandbox.actions import Choice
from payments.signals import payment_settled
from tests.factories.payments import at_the_bank, make_payment, report

pytestmark = pytest.mark.django_db

Result = ProviderEvent.Result


def tell(checkout: Checkout, event_id: str = "1", outcome: Outcome = Outcome.PAID, **values):
    told = report(checkout, outcome, **values)
    event = record(provider="default", event_id=event_id, report=told)
    checkout.payment.refresh_from_db()
    return event


def balances() -> dict[tuple[str, str], int]:
    return {key: value for key, value in LedgerEntry.objects.balances().items() if value}


def test_the_right_sum_settles_the_payment_and_is_booked(settled):
    payment = make_payment(amount=2500)

    event = tell(payment.live_checkout)

    payment.refresh_from_db()
    assert event.result == Result.SETTLED
    assert payment.is_settled
    assert payment.provider_reference == payment.checkouts.get().reference
    assert settled == [payment]
    assert balances() == {("provider-default", "EUR"): 2500, ("fees", "EUR"): -2500}


def test_the_same_event_twice_changes_nothing(settled):
    payment = make_payment()
    checkout = payment.live_checkout

    first = tell(checkout)
    second = tell(checkout)

    assert second == first
    assert len(settled) == 1
    assert LedgerEntry.objects.count() == 2


def test_the_same_news_in_two_events_counts_once(settled):
    checkout = make_payment().live_checkout

    tell(checkout, "1")
    again = tell(checkout, "2")

    assert again.result == Result.IGNORED
    assert len(settled) == 1
    assert balances()[("fees", "EUR")] == -2500


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.CANCELLED, Outcome.EXPIRED])
def test_bad_news_after_the_money_changes_nothing(outcome):
    payment = make_payment()
    checkout = payment.live_checkout
    tell(checkout, "1")

    event = tell(checkout, "2", outcome)

    payment.refresh_from_db()
    assert event.result == Result.IGNORED
    assert payment.is_settled


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.CANCELLED, Outcome.EXPIRED])
def test_money_that_comes_after_bad_news_still_settles(outcome, settled):
    payment = make_payment()
    checkout = payment.live_checkout
    tell(checkout, "1", outcome)
    assert not checkout.payment.is_settled

    event = tell(Checkout.objects.get(), "2")

    payment.refresh_from_db()
    assert event.result == Result.SETTLED
    assert payment.is_settled
    assert settled == [payment]


def test_bad_news_of_an_old_checkout_leaves_the_new_one_alone():
    payment = make_payment()
    old = payment.live_checkout
    tell(old, "1", Outcome.REFUSED)
    start_checkout(payment_id=payment.pk)

    tell(Checkout.objects.get(pk=old.pk), "2", Outcome.EXPIRED)

    payment.refresh_from_db()
    assert payment.is_pending
    assert payment.live_checkout is not None


def test_paying_in_two_checkouts_settles_once_and_keeps_the_rest_to_give_back(settled):
    payment = at_the_bank(make_payment(), Choice.LEAVE)
    old = payment.checkouts.get()
    start_checkout(payment_id=payment.pk)
    at_the_bank(payment)

    event = tell(old, "late")

    assert event.result == Result.SURPLUS
    assert settled == [payment]
    assert balances() == {
        ("provider-default", "EUR"): 5000,
        ("fees", "EUR"): -2500,
        ("unallocated", "EUR"): -2500,
    }


@pytest.mark.parametrize("wrong", [{"amount": 2499}, {"amount": 2501}, {"currency": "USD"}])
def test_a_wrong_sum_is_recorded_and_does_not_settle(wrong, settled):
    payment = make_payment()

    event = tell(payment.live_checkout, **wrong)

    payment.refresh_from_db()
    assert event.result == Result.MISMATCH
    assert payment.is_pending
    assert payment.is_disputed
    assert list(Payment.objects.disputed()) == [payment]
    assert settled == []
    currency, amount = wrong.get("currency", "EUR"), wrong.get("amount", 2500)
    assert balances() == {
        ("provider-default", currency): amount,
        ("unallocated", currency): -amount,
    }


def test_nobody_is_sent_to_pay_again_while_a_wrong_sum_is_looked_at():
    payment = make_payment(key="a")
    tell(payment.live_checkout, amount=2499)

    again = make_payment(key="a")

    assert again.checkout_url == again.page_url
    assert again.checkouts.count() == 1


def test_the_missing_rest_settles_after_all(settled):
    payment = make_payment()
    checkout = payment.live_checkout
    tell(checkout, "1", amount=2000)

    tell(Checkout.objects.get(), "2", amount=2500)

    assert settled == [payment]
    assert balances() == {("provider-default", "EUR"): 2500, ("fees", "EUR"): -2500}


@pytest.mark.parametrize("order", ["nonsense", "", "00000000-0000-0000-0000-000000000007"])
def test_an_event_of_no_payment_is_kept_for_somebody_to_look_at(order):
    checkout = make_payment().live_checkout

    event = tell(checkout, order=order)

    assert event.result == Result.UNKNOWN
    assert event.checkout is None
    assert LedgerEntry.objects.count() == 0


def test_another_provider_cannot_settle_this_providers_payments(settled):
    checkout = make_payment().live_checkout

    event = record(provider="other", event_id="1", report=report(checkout))

    assert event.result == Result.UNKNOWN
    assert settled == []


def test_a_receiver_that_fails_leaves_nothing_behind_and_the_next_try_settles(settled):
    payment = make_payment()
    checkout = payment.live_checkout

    def fail(**kwargs: object) -> None:
        raise RuntimeError("the floor above is out of order")

    payment_settled.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            tell(checkout)
    finally:
        payment_settled.disconnect(fail)
    assert ProviderEvent.objects.count() == 0
    assert LedgerEntry.objects.count() == 0
    settled.clear()

    tell(Checkout.objects.get())

    assert settled == [payment]
