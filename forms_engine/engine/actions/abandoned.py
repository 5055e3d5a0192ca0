"""Drafts that nobody came back to."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from forms_engine.engine.actions.drafts import AlreadySentError, discard_draft
from forms_engine.engine.models import Submission


def discard_abandoned() -> int:
    """Delete the drafts, with their files, that nobody has touched for ``DRAFT_DAYS`` days.

    Runs by the clock; returns how many went. Each goes in a transaction of its own, so that one
    which is being sent at this moment stays, and an interruption leaves nothing half done.
    """
    before = timezone.now() - dt.timedelta(days=settings.DRAFT_DAYS)
    count = 0
    abandoned = Submission.objects.abandoned(before=before).values_list("pk", flat=True)
    for pk in list(abandoned):
        try:
            discard_draft(submission_id=pk)
        except (AlreadySentError, Submission.DoesNotExist):
            continue
        count += 1
    return count
