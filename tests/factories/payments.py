"""Payments for tests, opened by the product's own action, and the ways to make them."""

from __future__ import annotations

from itertools import count
from typing import Any

from payments.actions import open_payment
from payments.models import BankCheckout, Checkout, Payment
from payments.providers import get_provider
from payments.providers.base import Outcome, Report
from payments.sandbox.actions import Choice, choose

_numbers = count(1)


def make_payment(**terms: Any) -> Payment:
    """A payment with a checkout at the sandbox bank."""
    defaults = {
        "key": f"test:{next(_numbers)}",
        "amount": 2500,
        "currency": "EUR",
        "description": "Dog licence 1234-5678",
        "return_url": "http://testserver/next/",
        "language": "en",
    }
    return open_payment(**{**defaults, **terms})


def bank_checkout(payment: Payment) -> BankCheckout:
    """The bank's side of the payment's newest checkout."""
    return BankCheckout.objects.get(order=str(payment.checkouts.latest("created_at").pk))


def at_the_bank(payment: Payment, choice: Choice = Choice.PAY) -> Payment:
    """Do this at the bank's page of the payment, and see how the payment stands then."""
    choose(token=bank_checkout(payment).token, choice=choice)
    payment.refresh_from_db()
    return payment


def report(checkout: Checkout, outcome: Outcome = Outcome.PAID, **values: Any) -> Report:
    """What the provider says of a checkout; the right sum unless told otherwise."""
    defaults = {
        "order": str(checkout.pk),
        "reference": checkout.reference,
        "outcome": outcome,
        "amount": checkout.payment.amount if outcome == Outcome.PAID else 0,
        "currency": checkout.payment.currency,
    }
    return Report(**{**defaults, **values})


def signed(body: bytes, **options: Any) -> dict[str, str]:
    """The header that proves a body to come from the sandbox bank."""
    return {"X-Sandbox-Signature": get_provider("default").sign(body, **options)}
