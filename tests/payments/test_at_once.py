"""Two at the same moment: only PostgreSQL locks rows, so only there the test says something."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from payments.actions import record, start_checkout
from payments.models import BankCheckout, LedgerEntry, Payment, ProviderEvent
from payments.sandbox.actions import Choice, choose
from tests.factories.payments import bank_checkout, make_payment, report

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> None:
    """Run all of them in threads that start together, and raise what any of them raised."""
    gate = threading.Barrier(len(acts))
    errors: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            act()
        except Exception as error:  # noqa: BLE001  (handed to the test's own thread)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if errors:
        raise errors[0]


@pytest.mark.parametrize("events", [("a", "a"), ("a", "b"), ("a", "a", "b", "b")])
def test_two_notifications_at_once_settle_once(events, settled):
    payment = make_payment()
    told = report(payment.live_checkout)

    at_once(
        *(
            lambda event=event: record(provider="default", event_id=event, report=told)
            for event in events
        )
    )

    payment.refresh_from_db()
    assert payment.is_settled
    assert settled == [payment]
    assert ProviderEvent.objects.count() == len(set(events))
    assert LedgerEntry.objects.count() == 2


def test_two_events_of_no_payment_at_once_are_kept_once():
    told = report(make_payment().live_checkout, order="nobody")

    at_once(*[lambda: record(provider="default", event_id="a", report=told)] * 4)

    assert ProviderEvent.objects.count() == 1


def test_two_clicks_on_pay_at_once_pay_once(settled):
    payment = make_payment()
    token = bank_checkout(payment).token

    at_once(*[lambda: choose(token=token, choice=Choice.PAY)] * 3)

    assert settled == [payment]


def test_two_clicks_on_try_again_at_once_share_one_checkout():
    payment = make_payment()
    choose(token=bank_checkout(payment).token, choice=Choice.REFUSE)

    at_once(*[lambda: start_checkout(payment_id=payment.pk)] * 3)

    assert payment.checkouts.live().count() == 1
    assert BankCheckout.objects.count() == 2


def test_opening_the_same_key_at_once_opens_one_payment():
    at_once(*[lambda: make_payment(key="same")] * 3)

    assert Payment.objects.count() == 1
    assert BankCheckout.objects.count() == 1
