"""A case: the department's handling of one submission."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_engine.casework.queues import Queue
from forms_engine.casework.states import DECIDED, OPEN, State
from forms_engine.engine.models import Submission
from forms_engine.engine.reference import read as read_reference

if TYPE_CHECKING:
    from accounts.models import User


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.filter(state__in=OPEN)

    def decided(self) -> CaseQuerySet:
        return self.filter(state__in=DECIDED)

    def in_queues(self, queues: Iterable[Queue]) -> CaseQuerySet:
        return self.filter(queue__in=[queue.pk for queue in queues])

    def unassigned(self) -> CaseQuerySet:
        return self.filter(assignee=None)

    def assigned_to(self, officer: User) -> CaseQuerySet:
        return self.filter(assignee=officer)

    def waiting(self) -> CaseQuerySet:
        return self.filter(state=State.WAITING)

    def overdue(self, *, now: dt.datetime | None = None) -> CaseQuerySet:
        return self.open().filter(due_at__lt=now or timezone.now())

    def due_before(self, moment: dt.datetime, *, now: dt.datetime | None = None) -> CaseQuerySet:
        """Those that are still in time, but not for long."""
        return self.open().filter(due_at__gte=now or timezone.now(), due_at__lt=moment)

    def matching(self, text: str) -> CaseQuerySet:
        """Cases that hold every word of the text: in the reference, the name or any answer."""
        if reference := read_reference(text):
            return self.filter(submission__reference=reference)
        found = self
        # The databases refuse a NUL character, and a pattern without end.
        for word in text.replace("\0", " ")[:200].lower().split()[:8]:
            found = found.filter(search_text__contains=word)
        return found


class Case(models.Model):
    """The department's handling of one submission.

    ``version`` grows with every change; officers' forms post the one they saw, so that a stale one
    is noticed. ``routed_by`` is the condition (JSON) of the rule that chose the queue, empty when
    no rule held. ``title``, ``applicant_name``, ``summary`` and ``search_text`` (lower case) repeat
    what the answers say, so that a list of cases reads this one table.
    """

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="case")
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="cases")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
    )
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    version = models.PositiveIntegerField(default=0)
    routed_by = models.JSONField(default=list, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=200)
    applicant_name = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=250, blank=True)
    search_text = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["queue", "state", "due_at"], name="case_by_queue"),
            models.Index(fields=["assignee", "state", "due_at"], name="case_by_assignee"),
            models.Index(
                fields=["queue", "due_at"],
                condition=Q(assignee=None, state__in=["received", "in_progress", "waiting"]),
                name="case_unassigned",
            ),
        ]
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def __str__(self) -> str:
        return self.submission.written_reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < timezone.now()


class CaseEvent(models.Model):
    """One thing that happened to a case. Public ones stand in the resident's timeline as well.

    ``version`` is the case's after the event, so that one can tell what came after a version.
    ``key`` is the one-time key of the page that caused it: a page sent twice causes one event.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("Request received")
        CLAIMED = "claimed", _("Taken over")
        RELEASED = "released", _("Given back")
        MOVED = "moved", _("Moved to another queue")
        NOTED = "noted", _("Note")
        STATE = "state", _("State changed")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_public = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at"], name="case_event_by_case")]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_kind_display()
