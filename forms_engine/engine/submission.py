"""The resident's request: a draft, then a numbered submission with frozen answers."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.definition import Definition
from forms_engine.engine.journey import Journey
from forms_engine.engine.reference import written
from forms_engine.engine.version import FormVersion

if TYPE_CHECKING:
    from accounts.models import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def drafts(self) -> SubmissionQuerySet:
        return self.filter(status=Submission.Status.DRAFT)

    def numbered(self) -> SubmissionQuerySet:
        """Those that have a reference: sent, whether or not the fee is paid already."""
        return self.exclude(status=Submission.Status.DRAFT)

    def of(self, resident: User) -> SubmissionQuerySet:
        return self.filter(applicant=resident)

    def abandoned(self, *, before: dt.datetime) -> SubmissionQuerySet:
        """Drafts nobody has touched since then; they hold personal data and must go."""
        return self.drafts().filter(updated_at__lt=before)


class Submission(models.Model):
    """One resident's answers to one published form.

    ``answers`` holds JSON by key. ``done`` holds, for each step that was saved, the keys it asked.
    ``typed`` holds by step what was typed but not sent yet, as lists of raw values by box name.
    ``revision`` grows with each change of a draft, so that two open tabs notice each other.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")
        SUBMITTED = "submitted", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    start_key = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text=_("One-time key of the page that began it.")
    )
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="submissions")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    answers = models.JSONField(default=dict)
    done = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    email = models.EmailField(blank=True, help_text=_("Where receipt and notices go."))
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    service_slug = models.SlugField(max_length=100, help_text=_("The service it came in by."))
    reference = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="reference_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | ~models.Q(reference=""),
                name="sent_means_numbered",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-created_at"], name="submission_by_applicant"),
            models.Index(fields=["status", "updated_at"], name="submission_by_status"),
        ]

    def __str__(self) -> str:
        return self.written_reference or str(self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def written_reference(self) -> str:
        """The reference as people read it, ``K7QM-2XHP-9``; empty for a draft."""
        return written(self.reference)

    @property
    def definition(self) -> Definition:
        """Its version's definition in the resident's language."""
        return self.version.in_language(self.language)

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.definition, self.answers, self.done)


def private_storage() -> Storage:
    return storages["private"]


def _attachment_path(attachment: Attachment, name: str) -> str:
    # The name given by the resident never becomes a path.
    return f"attachments/{attachment.submission_id}/{attachment.pk}"


class Attachment(models.Model):
    """One file of one submission, in private storage; served only by views that ask first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    field_key = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=_attachment_path, max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def as_answer(self) -> dict[str, object]:
        """What the answer stores of the file."""
        return {
            "id": str(self.pk),
            "name": self.name,
            "size": self.size,
            "type": self.content_type,
            "sha256": self.sha256,
        }
