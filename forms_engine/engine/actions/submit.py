"""Sending a request: a complete draft becomes a numbered submission, once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms_engine.engine.actions.hand_on import hand_on
from forms_engine.engine.models import Submission
from forms_engine.engine.reference import new_reference


class IncompleteSubmissionError(Exception):
    """The draft still has open steps, or ends at an eligibility stop."""


@transaction.atomic
def submit(*, submission_id: UUID) -> Submission:
    """Turn a complete draft into a numbered submission and hand it on.

    Safe to repeat: the row is locked, and a second call finds it sent and returns it, so a double
    click can neither renumber it nor open a second case. A form with a fee waits for payment; then
    `settle_fee` hands it on. Raises `IncompleteSubmissionError`, and changes nothing, while the
    journey is not complete.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("version")
        .get(pk=submission_id)
    )
    if not submission.is_draft:
        return submission
    journey = submission.journey
    if not journey.is_complete:
        raise IncompleteSubmissionError
    settings = journey.definition.settings
    submission.answers = journey.relevant
    submission.typed = {}
    submission.reference = _unused_reference()
    submission.email = submission.email or _contact(submission)
    submission.submitted_at = timezone.now()
    submission.status = (
        Submission.Status.AWAITING_PAYMENT if settings.fee else Submission.Status.SUBMITTED
    )
    submission.save()
    _drop_unused_attachments(submission)
    if not settings.fee:
        hand_on(submission)
    return submission


@transaction.atomic
def settle_fee(*, submission_id: UUID) -> Submission:
    """The fee is paid: the submission is handed on. Safe to repeat."""
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("version")
        .get(pk=submission_id)
    )
    if submission.status == Submission.Status.AWAITING_PAYMENT:
        submission.status = Submission.Status.SUBMITTED
        submission.save(update_fields=["status"])
        hand_on(submission)
    return submission


def _contact(submission: Submission) -> str:
    """The address that was given for news, or else that of the account."""
    journey = submission.journey
    given = journey.relevant.get(journey.definition.settings.contact_email_field)
    return str(given or (submission.applicant.email if submission.applicant else ""))


def _unused_reference() -> str:
    """Draw until the number is free; the unique constraint stands behind it all the same."""
    while Submission.objects.filter(reference=(reference := new_reference())).exists():
        pass
    return reference


def _drop_unused_attachments(submission: Submission) -> None:
    """Delete the files whose question was hidden in the end, or which were taken out again."""
    used = {
        item["id"]
        for answer in submission.answers.values()
        if isinstance(answer, list)
        for item in answer
        if isinstance(item, dict) and "id" in item
    }
    for attachment in submission.attachments.all():
        if str(attachment.pk) in used:
            continue
        file = attachment.file
        attachment.delete()
        transaction.on_commit(lambda file=file: file.delete(save=False))  # type: ignore[misc]
