"""A resident's draft from its first answer on: begun once, saved step by step, never lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from forms_engine.engine.definition import Step
from forms_engine.engine.logic import is_empty
from forms_engine.engine.models import FormVersion, Submission

if TYPE_CHECKING:
    from accounts.models import User

# What one step may hold of text that was typed and not sent yet.
TYPED_LIMIT = 200_000


class AlreadySentError(Exception):
    """The draft is a numbered submission by now. ``submission`` is that one."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(submission.reference)
        self.submission = submission


class ConflictError(Exception):
    """Another window or device has saved other answers to this step since the page was shown.

    ``stored`` are the answers that stand now, ``sent`` those that were to be saved; both hold only
    the keys that differ.
    """

    def __init__(self, stored: dict[str, Any], sent: dict[str, Any]) -> None:
        super().__init__(", ".join(stored))
        self.stored = stored
        self.sent = sent


def start_draft(
    *,
    start_key: UUID,
    version: FormVersion,
    service_slug: str,
    language: str,
    applicant: User | None = None,
) -> Submission:
    """Begin a draft, or give back what the page with this one-time key has begun already."""
    submission, _created = Submission.objects.select_related("version").get_or_create(
        start_key=start_key,
        defaults={
            "version": version,
            "service_slug": service_slug,
            "language": language,
            "applicant": applicant,
        },
    )
    return submission


def locked_draft(submission_id: UUID) -> Submission:
    """The draft's row, locked. Raises `AlreadySentError` when it is no draft any more."""
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("version")
        .defer("version__definition")
        .get(pk=submission_id)
    )
    if not submission.is_draft:
        raise AlreadySentError(submission)
    return submission


def seen(step: Step, answers: Mapping[str, Any]) -> str:
    """A mark of the step's stored answers, by which a page knows later whether they changed.

    Files are left out: they are merged, so they can never be in conflict.
    """
    stored = {
        key: answers[key]
        for key in (item.key for item in step.questions)
        if not is_empty(answers.get(key)) and not is_files(answers[key])
    }
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:16]


def is_files(answer: Any) -> bool:
    """Whether the stored answer is a list of files."""
    return isinstance(answer, list) and bool(answer) and isinstance(answer[0], dict)


@transaction.atomic
def save_step(
    *,
    submission_id: UUID,
    step: Step,
    base: Mapping[str, Any],
    answers: Mapping[str, Any],
    asked: Iterable[str],
    seen_mark: str,
    language: str,
    applicant: User | None = None,
) -> Submission:
    """Store the answers of one step, and mark it as done.

    ``base`` are the answers on which ``answers`` were built, ``seen_mark`` is the mark of those
    that the resident's page was shown with. Safe to repeat: the same answers again change nothing
    that matters. Raises `ConflictError` when others were saved meanwhile, and `AlreadySentError`.
    """
    draft = locked_draft(submission_id)
    merged = {
        key: _merged(base.get(key), answer, draft.answers.get(key))
        for key, answer in answers.items()
    }
    if seen_mark != seen(step, draft.answers):
        _refuse_other_answers(draft.answers, merged)
    draft.answers = {
        key: answer for key, answer in {**draft.answers, **merged}.items() if not is_empty(answer)
    }
    draft.done = {**draft.done, step.slug: list(asked)}
    draft.typed = {slug: boxes for slug, boxes in draft.typed.items() if slug != step.slug}
    draft.revision += 1
    draft.language = language
    draft.updated_at = timezone.now()
    if applicant and draft.applicant_id is None:
        draft.applicant = applicant
    draft.save(
        update_fields=[
            "answers",
            "done",
            "typed",
            "revision",
            "language",
            "updated_at",
            "applicant",
        ]
    )
    return draft


def _refuse_other_answers(stored: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    # Where nothing is stored nothing can be lost, and files are merged.
    differing = [
        key
        for key, answer in sent.items()
        if not is_empty(stored.get(key)) and not is_files(stored[key]) and stored[key] != answer
    ]
    if differing:
        raise ConflictError(
            {key: stored.get(key) for key in differing}, {key: sent[key] for key in differing}
        )


def _merged(base: Any, mine: Any, theirs: Any) -> Any:
    """What was sent; of files also those that came or went while the page was open."""
    if not (is_files(mine) or is_files(base) or is_files(theirs)):
        return mine
    base, mine, theirs = (
        {file["id"]: file for file in files} if is_files(files) else {}
        for files in (base, mine, theirs)
    )
    came_in = {key: file for key, file in theirs.items() if key not in base}
    # A double click brings the same file twice, under two names of our own.
    twice = {(file["name"], file["sha256"]) for file in theirs.values()}
    kept = [
        file
        for key, file in mine.items()
        if key in theirs or (key not in base and (file["name"], file["sha256"]) not in twice)
    ]
    return [*kept, *(file for key, file in came_in.items() if key not in mine)]


@transaction.atomic
def keep_typed(
    *,
    submission_id: UUID,
    slug: str,
    typed: Mapping[str, list[str]],
    applicant: User | None = None,
) -> Submission:
    """Keep what was typed on a step, unchecked, until the step is sent.

    What is too much to keep is left out. Raises `AlreadySentError`.
    """
    draft = locked_draft(submission_id)
    room = TYPED_LIMIT
    kept: dict[str, list[str]] = {}
    for box, values in typed.items():
        room -= sum(map(len, values))
        if room >= 0:
            kept[box] = values
    draft.typed = {**draft.typed, slug: kept}
    draft.updated_at = timezone.now()
    if applicant and draft.applicant_id is None:
        draft.applicant = applicant
    draft.save(update_fields=["typed", "updated_at", "applicant"])
    return draft


def adopt_drafts(*, applicant: User, submission_ids: Collection[str]) -> int:
    """Give the drafts that a browser began without an account to the person who signed in there."""
    nobodys: QuerySet[Submission] = Submission.objects.drafts().filter(
        applicant=None, pk__in=submission_ids
    )
    return nobodys.update(applicant=applicant)


@transaction.atomic
def discard_draft(*, submission_id: UUID) -> None:
    """Delete a draft and its files, as its author asked. Raises `AlreadySentError`."""
    draft = locked_draft(submission_id)
    files = [attachment.file for attachment in draft.attachments.all()]
    draft.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]
