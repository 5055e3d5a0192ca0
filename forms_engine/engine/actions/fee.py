"""The fee of a submission: one payment, opened as often as the resident comes back to it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from forms_engine.engine.actions.submit import settle_fee
from forms_engine.engine.models import Submission
from payments.actions import open_payment
from payments.models import Payment

KEY = "submission:"


def fee_payment(*, submission: Submission, return_url: str) -> Payment:
    """The payment of the submission's fee. Safe to repeat."""
    definition = submission.definition
    return open_payment(
        key=f"{KEY}{submission.pk}",
        amount=definition.settings.fee,
        currency=settings.CURRENCY,
        description=f"{definition.title} {submission.written_reference}",
        return_url=return_url,
        language=submission.language,
    )


def settle_payment(payment: Payment) -> None:
    """Hand the submission on whose fee this payment was; other payments are none of ours."""
    if payment.key.startswith(KEY):
        settle_fee(submission_id=UUID(payment.key.removeprefix(KEY)))
