"""What the engine does when Wagtail publishes and when a payment is settled."""

from __future__ import annotations

from typing import Any

from forms_engine.engine.actions import freeze_version
from forms_engine.engine.actions.fee import settle_payment
from forms_engine.engine.models import Form
from payments.models import Payment


def freeze_published_form(sender: type[Form], instance: Form, **kwargs: Any) -> None:
    """Publishing, by hand, by schedule or by workflow, makes a version."""
    revision = kwargs.get("revision")
    freeze_version(instance, author=revision.user if revision else None)


def settle_paid_fee(sender: type[Payment], payment: Payment, **kwargs: Any) -> None:
    """A settled payment that was the fee of a submission hands that one on."""
    settle_payment(payment)


def adopt_drafts_of_the_session(
    sender: type[User], request: HttpRequest | None, user: User, **kwargs: Any
) -> None:
    """Who signs in half-way keeps what was begun without an account."""
    if request is not None and (known := request.session.get(SESSION_KEY)):
        adopt_drafts(applicant=user, submission_ids=known)


def settle_paid_fee(sender: type[Payment], payment: Payment, **kwargs: Any) -> None:
    """A fee that is paid sends the request on its way."""
    settle_payment(payment)
