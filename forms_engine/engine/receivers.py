"""What the engine does when others say that something happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.models import User
from forms_engine.engine.actions import freeze_version
from forms_engine.engine.actions.drafts import adopt_drafts
from forms_engine.engine.actions.fee import settle_payment
from forms_engine.engine.models import Form
from forms_engine.engine.permissions import SESSION_KEY
from payments.models import Payment


def freeze_published_form(sender: type[Form], instance: Form, **kwargs: Any) -> None:
    """Publishing, by hand, by schedule or by workflow, makes a version."""
    if not instance.live:
        # Only scheduled so far: the version is made when its day comes.
        return
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
