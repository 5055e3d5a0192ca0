"""Whatever comes in whatever order and however often: paid at most once, and the books balance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from payments.actions import ask_about_silent_checkouts, record, start_checkout
from payments.models import BankCheckout, LedgerEntry, Payment, ProviderEvent
from payments.providers.base import Outcome
from payments.sandbox.actions import Choice, choose
from payments.signals import payment_settled
from tests.factories.payments import at_the_bank, make_payment, report

AMOUNT = 2500


@dataclass(frozen=True)
class Told:
    """The provider says something about one of the checkouts; the number repeats now and then."""

    event: int
    which: int
    outcome: Outcome
    amount: int = AMOUNT
    currency: str = "EUR"


@dataclass(frozen=True)
class Clicked:
    """The resident does something at the bank's page of one of the checkouts."""

    which: int
    choice: Choice


@dataclass(frozen=True)
class Again:
    """The resident goes to pay, or the engine opens the payment once more."""


@dataclass(frozen=True)
class Asked:
    """The clock asks about everything."""


told = st.builds(
    Told,
    event=st.integers(1, 6),
    which=st.integers(0, 2),
    outcome=st.sampled_from([Outcome.PAID] * 5 + [*Outcome]),
    amount=st.sampled_from([AMOUNT] * 6 + [1, AMOUNT + 1, 2 * AMOUNT]),
    currency=st.sampled_from(["EUR"] * 6 + ["USD"]),
)
clicked = st.builds(Clicked, which=st.integers(0, 2), choice=st.sampled_from(Choice))
# Weighted towards money that comes: that is where something can go wrong.
steps = st.lists(
    st.one_of(told, told, told, clicked, st.builds(Again), st.builds(Asked)),
    min_size=2,
    max_size=12,
)


def take(step: Told | Clicked | Again | Asked, payment: Payment) -> None:
    checkouts = list(payment.checkouts.order_by("created_at"))
    match step:
        case Told():
            checkout = checkouts[step.which % len(checkouts)]
            paid = step.outcome == Outcome.PAID
            amount = step.amount if paid else 0
            told = report(checkout, step.outcome, amount=amount, currency=step.currency)
            record(provider="default", event_id=str(step.event), report=told)
        case Clicked():
            order = str(checkouts[step.which % len(checkouts)].pk)
            choose(token=BankCheckout.objects.get(order=order).token, choice=step.choice)
        case Again():
            start_checkout(payment_id=payment.pk)
            make_payment(key=payment.key, amount=AMOUNT)
        case Asked():
            payment.checkouts.update(checked_at=payment.created_at.replace(year=2020))
            ask_about_silent_checkouts()


class AnyOrder(TestCase):
    """Hypothesis rolls the database back between examples only in a class of its own."""

    def watch(self, act: Callable[[], None]) -> list[Payment]:
        seen: list[Payment] = []

        def listen(payment: Payment, **kwargs: object) -> None:
            seen.append(payment)

        payment_settled.connect(listen)
        try:
            act()
        finally:
            payment_settled.disconnect(listen)
        return seen

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(given_up=st.integers(0, 2), steps=steps)
    @example(given_up=0, steps=[Told(1, 0, Outcome.PAID), Told(2, 0, Outcome.PAID)])
    @example(given_up=1, steps=[Told(1, 1, Outcome.PAID), Told(2, 0, Outcome.PAID)])
    def test_any_order_and_any_repeat_end_in_a_consistent_state(
        self, given_up: int, steps: list[Told | Clicked | Again | Asked]
    ) -> None:
        payment = make_payment(amount=AMOUNT)
        for _checkout in range(given_up):
            at_the_bank(payment, Choice.LEAVE)
            start_checkout(payment_id=payment.pk)
        states: list[bool] = []

        def act() -> None:
            for step in steps:
                take(step, payment)
                states.append(Payment.objects.get(pk=payment.pk).is_settled)

        signals = self.watch(act)

        payment.refresh_from_db()
        right = ProviderEvent.objects.filter(
            outcome="paid", amount=AMOUNT, currency="EUR", checkout__isnull=False
        )
        assert payment.is_settled == right.exists()
        assert signals == ([payment] if payment.is_settled else [])
        assert states == sorted(states), "a settled payment stays settled"
        assert payment.checkouts.live().count() <= 1
        self.check_books(payment)

    def check_books(self, payment: Payment) -> None:
        balances = LedgerEntry.objects.balances()
        for currency in {currency for _code, currency in balances}:
            assert sum(v for (_code, c), v in balances.items() if c == currency) == 0
        earned = -balances.get(("fees", "EUR"), 0)
        assert earned == (AMOUNT if payment.is_settled else 0)
        assert all(v <= 0 for (code, _c), v in balances.items() if code == "unallocated")
        told = ProviderEvent.objects.filter(outcome="paid")
        for currency in ("EUR", "USD"):
            most: dict[object, int] = {}
            for event in told.filter(currency=currency):
                most[event.checkout_id] = max(most.get(event.checkout_id, 0), event.amount)
            assert balances.get(("provider-default", currency), 0) == sum(most.values())
