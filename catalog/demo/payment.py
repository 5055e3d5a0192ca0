"""Paying a fee in the demo city without a person at the bank's page."""

from __future__ import annotations

from django.conf import settings

from forms_engine.engine.actions.fee import fee_payment
from forms_engine.engine.models import Submission
from payments.actions import record
from payments.providers.base import Outcome, Report


def pay(sent: Submission) -> None:
    """Open the fee's payment and have the sandbox bank say that it is paid."""
    payment = fee_payment(submission=sent, return_url=f"{settings.BASE_URL}/my/")
    checkout = payment.checkouts.latest("created_at")
    record(
        provider=payment.provider,
        event_id=f"demo:{checkout.pk}",
        report=Report(
            order=str(checkout.pk),
            reference=checkout.reference,
            outcome=Outcome.PAID,
            amount=payment.amount,
            currency=payment.currency,
        ),
    )
