"""What the city sent or made for a case, and whether it worked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Notification
from accounts.outbox import OutboxRow
from forms_engine.casework.models import Case
from forms_engine.engine.models import Document


@dataclass(frozen=True)
class Delivery:
    """One row of the outbox that concerns the case."""

    pk: UUID
    kind: str
    what: str
    row: OutboxRow

    @property
    def is_receipt(self) -> bool:
        return isinstance(self.row, Document) and self.row.kind == Document.Kind.RECEIPT

    @property
    def may_retry(self) -> bool:
        """Failed, or pausing after a failure; what is on its way at the moment is left alone."""
        return self.row.is_failed or (self.row.is_waiting and self.row.attempts > 0)


def deliveries(case: Case) -> list[Delivery]:
    """Mails and documents about the case, newest first."""
    found = list(_all(case))
    return sorted(found, key=lambda delivery: delivery.row.created_at, reverse=True)


def _all(case: Case) -> Iterator[Delivery]:
    submission = case.submission
    # The words of a mail can be long, and hold a link that is for the resident alone.
    for mail in Notification.objects.about(submission.pk).defer("text", "html"):
        yield Delivery(mail.pk, _("Mail"), mail.subject, mail)
    for document in submission.documents.all():
        yield Delivery(document.pk, _("Document"), str(document.get_kind_display()), document)
