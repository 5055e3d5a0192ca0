"""What follows once a submission is sent and paid for."""

from __future__ import annotations

from django.urls import reverse

from accounts.actions import notify
from forms_engine.engine.models import Submission
from forms_engine.engine.receipts.issue import issue_receipt
from forms_engine.engine.signals import submission_submitted


def hand_on(submission: Submission) -> None:
    """Order the receipt, tell the resident, and let the floors above open a case.

    Runs in the transaction that sent the submission, and each part of it is unique per submission.
    """
    issue_receipt(submission)
    if submission.email:
        notify(
            purpose=f"received:{submission.pk}",
            to=submission.email,
            template="received",
            context={
                "reference": submission.written_reference,
                "title": submission.definition.title,
                "next_steps": submission.definition.settings.next_steps,
                "status_path": reverse("status"),
            },
            language=submission.language,
            about=submission.pk,
        )
    submission_submitted.send(sender=Submission, submission=submission)
