"""The outbox: work towards the outside, stored with what caused it and done by the worker.

A row is one piece of work, such as one mail or one PDF. It is stored in the transaction that
causes it, so it exists exactly if its cause does. ``enqueue`` tells the worker at once; should
that message get lost, or the worker be killed in mid-work, ``enqueue_due`` (every minute) tells
it again. So ``perform`` runs at least once, and must bear a repeat.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_q.exceptions import TimeoutException
from django_q.tasks import async_task

from accounts.failures import PermanentError, TemporaryError, describe

__all__ = ["OutboxQuerySet", "OutboxRow", "PermanentError", "TemporaryError", "work_off"]

logger = logging.getLogger(__name__)

FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=2)
# How long the queue may take to reach a row before the schedule queues it once more.
QUEUE_PATIENCE = dt.timedelta(minutes=5)
# Between the worker giving up on a row and another one being allowed to try.
LEASE_MARGIN = dt.timedelta(seconds=15)
BATCH = 200

Row = TypeVar("Row", bound="OutboxRow")


class OutboxQuerySet(models.QuerySet[Row]):
    def waiting(self) -> OutboxQuerySet[Row]:
        return self.filter(status=OutboxRow.Status.WAITING)

    def failed(self) -> OutboxQuerySet[Row]:
        return self.filter(status=OutboxRow.Status.FAILED)

    def free(self) -> OutboxQuerySet[Row]:
        """Waiting rows on which nobody works at the moment."""
        unlocked = Q(locked_until=None) | Q(locked_until__lte=timezone.now())
        return self.waiting().filter(unlocked)

    def due(self) -> OutboxQuerySet[Row]:
        """Waiting rows whose time has come and which nothing on the queue is known to reach."""
        return self.waiting().filter(next_try_at__lte=timezone.now())


class OutboxRow(models.Model):
    """One piece of work towards the outside. A subclass says what, in ``perform``."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", pgettext_lazy("delivery", "Done")
        FAILED = "failed", _("Failed")

    # Spread over about twelve hours: a mail server's bad night costs nobody a mail.
    max_attempts: ClassVar[int] = 14
    # Seconds one attempt may take. It bounds how long a killed worker holds the row, too.
    time_limit: ClassVar[int] = 45

    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now, editable=False)
    locked_until = models.DateTimeField(_("in work until"), null=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=250, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)
    failed_at = models.DateTimeField(_("failed at"), null=True, editable=False)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(status="waiting"),
                name="%(class)s_due",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def is_done(self) -> bool:
        return self.status == self.Status.DONE

    @property
    def is_failed(self) -> bool:
        return self.status == self.Status.FAILED

    @classmethod
    def rows(cls) -> OutboxQuerySet[Any]:
        """All rows of this kind, whatever manager a subclass shows to others."""
        return OutboxQuerySet(cls)

    def perform(self) -> None:
        """Do the work. Runs outside any transaction, and again after a crash.

        Raise ``PermanentError`` if a repeat is pointless; any other error is tried again.
        """
        raise NotImplementedError

    def results(self) -> dict[str, Any]:
        """Fields to store in the same write that marks the row done."""
        return {}

    def enqueue(self) -> None:
        """Tell the worker. The message commits or vanishes with the caller's transaction."""
        with transaction.atomic():
            self.next_try_at = timezone.now() + QUEUE_PATIENCE
            type(self).rows().waiting().filter(pk=self.pk).update(next_try_at=self.next_try_at)
            label = self._meta.label_lower
            async_task(
                "accounts.outbox.work", label, str(self.pk), group=label, timeout=self.time_limit
            )

    def retry(self) -> None:
        """Start over now with a row that failed or pauses. A done row stays done."""
        with transaction.atomic():
            mine = type(self).rows().filter(pk=self.pk)
            mine = mine.failed() | mine.free()
            fresh = {"status": self.Status.WAITING, "attempts": 0, "failed_at": None}
            if mine.update(**fresh):
                self.refresh_from_db(fields=[*fresh])
                self.enqueue()


def work(label: str, pk: str) -> str:
    """Make one attempt at a row and store how it went. Returns the row's state, for the log.

    Does nothing on a row that is done, failed or in another worker's hands.
    """
    model = apps.get_model(label)
    if not issubclass(model, OutboxRow):
        raise TypeError(f"{label} is not an OutboxRow")
    row = _claim(model, pk)
    if row is None:
        return "nothing to do"
    if row.attempts > row.max_attempts:
        return _fail(row, "Interrupted: no attempt came to an end")
    try:
        row.perform()
    except PermanentError as error:
        return _fail(row, describe(error))
    except TimeoutException as error:
        _pause(row, describe(error))
        raise  # django-q2 then replaces this worker, whose state nobody knows any more
    except Exception as error:  # noqa: BLE001  (it belongs to this row, and not to the worker)
        logger.warning("%s %s: %s", label, row.pk, describe(error))
        return _pause(row, describe(error))
    now = timezone.now()
    return _settle(row, status=row.Status.DONE, done_at=now, last_error="", **row.results())


def _claim(model: type[OutboxRow], pk: str) -> OutboxRow | None:
    """Take the row for one attempt, by a conditional update; no lock is held afterwards."""
    until = timezone.now() + dt.timedelta(seconds=model.time_limit) + LEASE_MARGIN
    mine = model.rows().filter(pk=pk)
    if not mine.free().update(attempts=F("attempts") + 1, locked_until=until, next_try_at=until):
        return None
    return mine.filter(locked_until=until).first()


def _fail(row: OutboxRow, error: str) -> str:
    logger.error("%s %s failed: %s", row._meta.label_lower, row.pk, error)
    now = timezone.now()
    return _settle(row, status=row.Status.FAILED, failed_at=now, last_error=error)


def _pause(row: OutboxRow, error: str) -> str:
    if row.attempts >= row.max_attempts:
        return _fail(row, error)
    return _settle(row, next_try_at=timezone.now() + pause_after(row.attempts), last_error=error)


def _settle(row: OutboxRow, **fields: Any) -> str:
    """Store the outcome, unless the lease ran out and somebody else took the row since."""
    mine = type(row).rows().waiting().filter(pk=row.pk, locked_until=row.locked_until)
    if not mine.update(locked_until=None, **fields):
        return "overtaken"
    return str(fields.get("status", row.status))


def pause_after(attempts: int) -> dt.timedelta:
    """Half a minute after the first attempt, twice as long after each further one, capped."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def kinds() -> Iterator[type[OutboxRow]]:
    """Every concrete kind of row there is, in whichever app."""
    return (model for model in apps.get_models() if issubclass(model, OutboxRow))


def enqueue_due() -> int:
    """Queue again what is due: after a pause, a lost message or a killed worker.

    Runs by the clock. A row is moved on by ``QUEUE_PATIENCE`` as it is queued, so a long
    queue does not get the same row every minute.
    """
    count = 0
    for model in kinds():
        for row in model.rows().due().order_by("next_try_at")[:BATCH]:
            row.enqueue()
            count += 1
    return count


def work_off() -> int:
    """Do all that waits now, in this process: for tests and for filling a demo.

    Returns how many rows were done. Rows that fail are left to the worker.
    """
    count = 0
    for model in kinds():
        for pk in model.rows().free().order_by("created_at").values_list("pk", flat=True):
            count += work(model._meta.label_lower, str(pk)) == OutboxRow.Status.DONE
    return count
