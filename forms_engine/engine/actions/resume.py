"""A link by mail with which a resident goes on with a draft later, or on another device."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.actions import notify
from accounts.notifications import Notification
from forms_engine.engine.actions.drafts import locked_draft
from forms_engine.engine.models import Submission

# A token for this purpose opens nothing else.
SALT = "forms_engine.engine.resume"
LASTS = dt.timedelta(days=30)
LINKS_AN_HOUR = 5


class TooManyLinksError(Exception):
    """Enough mails went out for this draft in the last hour."""


def resume_token(submission: Submission) -> str:
    """A signed token that opens the draft for `LASTS`."""
    return signing.TimestampSigner(salt=SALT).sign(submission.pk.hex)


def read_resume_token(token: str) -> UUID | None:
    """The id of the draft that a token opens; None when it is wrong or too old."""
    try:
        return UUID(signing.TimestampSigner(salt=SALT).unsign(token, max_age=LASTS))
    except (signing.BadSignature, ValueError):
        return None


def send_resume_link(
    *, submission: Submission, to: str, service_title: str, link_base: str
) -> Notification:
    """Mail the link. A second click within a minute is the same mail.

    ``link_base`` is the address under which tokens are opened; a draft without an account is opened
    by the link alone, one with an account also needs its owner to sign in. Raises
    `TooManyLinksError` after `LINKS_AN_HOUR`, so that nobody's mailbox can be filled from here.
    """
    now = timezone.now()
    sent = Notification.objects.about(submission.pk).filter(
        purpose__startswith="resume:", created_at__gte=now - dt.timedelta(hours=1)
    )
    if sent.count() >= LINKS_AN_HOUR:
        raise TooManyLinksError
    reader = hashlib.sha256(to.lower().encode()).hexdigest()[:16]
    context: dict[str, Any] = {
        "service_title": service_title,
        "link": f"{link_base}{resume_token(submission)}/",
        "until": now + LASTS,
        "needs_account": submission.applicant_id is not None,
    }
    return notify(
        purpose=f"resume:{submission.pk}:{reader}:{now:%Y%m%d%H%M}",
        to=to,
        template="resume",
        context=context,
        language=submission.language,
        about=submission.pk,
        secret=True,
    )


@transaction.atomic
def pick_up(*, submission_id: UUID) -> Submission:
    """Make the draft the one that its author goes on with. Raises `AlreadySentError`."""
    draft = locked_draft(submission_id)
    draft.updated_at = timezone.now()
    draft.save(update_fields=["updated_at"])
    return draft
