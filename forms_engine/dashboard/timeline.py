"""What a resident sees of a submission: where it is, and what has happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.states import for_resident
from forms_engine.engine.definition import Definition
from forms_engine.engine.models import Submission


@dataclass(frozen=True)
class Moment:
    """One line of the timeline. ``message`` may be personal and is shown to the author only."""

    at: dt.datetime
    title: str
    message: str = ""
    state: str = ""


def definition_of(submission: Submission) -> Definition:
    """The form in the reader's language, where it has that; else in its own."""
    return submission.version.in_language(get_language() or submission.language)


def case_of(submission: Submission) -> Case | None:
    """The submission's case; none while the fee is open."""
    return Case.objects.filter(submission=submission).select_related("queue__department").first()


def state_words(submission: Submission, case: Case | None) -> str:
    """Where the request is, in words for the resident."""
    return for_resident(case.state) if case else str(submission.get_status_display())


def moments(submission: Submission, case: Case | None) -> list[Moment]:
    """The public events, oldest first."""
    if case is None:
        sent = submission.submitted_at
        return [Moment(sent, _("Sent, waiting for payment"))] if sent else []
    events = case.events.filter(is_public=True)
    return [
        Moment(
            event.at,
            str(event.get_kind_display())
            if event.kind == CaseEvent.Kind.OPENED
            else for_resident(event.state),
            event.text,
            event.state,
        )
        for event in events
    ]
