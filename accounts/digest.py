"""Tells the administrators once a day what the worker had to give up."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from accounts.actions import notify
from accounts.notifications import Notification
from accounts.outbox import OutboxRow, kinds
from accounts.users import User

SHOWN = 50


def send_failure_digest() -> int:
    """Write to every active superuser what failed since the last digest. Returns the count.

    Runs by the clock, once a day; a day without failures sends nothing. Safe to repeat: there
    is one mail per person and day.
    """
    since = _last_digest_at()
    failed = [row for kind in kinds() for row in kind.rows().failed().filter(failed_at__gt=since)]
    if not failed:
        return 0
    failed.sort(key=lambda row: (str(row._meta.verbose_name), row.created_at))
    today = timezone.localdate()
    for administrator in User.objects.filter(is_superuser=True, is_active=True):
        notify(
            purpose=f"failure-digest:{today:%Y-%m-%d}:{administrator.pk}",
            to=administrator.email,
            template="failures",
            context={
                "count": len(failed),
                "failures": [_line(row) for row in failed[:SHOWN]],
                "unshown": max(len(failed) - SHOWN, 0),
            },
            language=administrator.language or settings.LANGUAGE_CODE,
        )
    return len(failed)


def _last_digest_at() -> dt.datetime:
    digests = Notification.objects.filter(purpose__startswith="failure-digest:")
    last = digests.order_by("-created_at").first()
    if last is None:
        return timezone.now() - dt.timedelta(days=1)
    # What failed while that digest was being written is listed twice rather than never.
    return last.created_at - dt.timedelta(minutes=5)


def _line(row: OutboxRow) -> dict[str, object]:
    """What names the row and its error without saying whom it concerns."""
    return {
        "kind": row._meta.verbose_name,
        "pk": row.pk,
        "failed_at": row.failed_at,
        "attempts": row.attempts,
        "error": row.last_error,
    }
