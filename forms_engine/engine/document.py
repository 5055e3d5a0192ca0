"""PDFs that the city issues, made by the worker and kept in private storage."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.outbox import OutboxRow
from forms_engine.engine.submission import Submission, private_storage


def _path(document: Document, name: str) -> str:
    return f"documents/{document.submission_id}/{document.pk}.pdf"


class Document(OutboxRow):
    """One PDF of one kind for one submission.

    ``code`` stands in the document and proves, with the reference, that we issued it: 16 characters
    (80 bits) drawn from a keyed hash of what the document says.
    """

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")

    time_limit: ClassVar[int] = 90

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECEIPT)
    code = models.CharField(max_length=16, db_index=True)
    file = models.FileField(storage=private_storage, upload_to=_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)

    class Meta(OutboxRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind"], name="document_unique"),
        ]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.submission}"

    def perform(self) -> None:
        """Make the PDF and store the file; a repeat writes the same document to the same place."""
        from forms_engine.engine.receipts.render import receipt_pdf

        content = receipt_pdf(self)
        storage = private_storage()
        name = _path(self, "")
        storage.delete(name)
        self.file.name = storage.save(name, ContentFile(content))
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.size = len(content)

    def results(self) -> dict[str, Any]:
        return {"file": self.file.name, "sha256": self.sha256, "size": self.size}
