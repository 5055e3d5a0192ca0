"""A case goes on to another state, and the resident is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.actions import notify
from forms_engine.casework.actions.handle import locked_case
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.signals import case_decided
from forms_engine.casework.states import DECIDED, State, for_resident, may_follow

if TYPE_CHECKING:
    from accounts.models import User


class TransitionError(Exception):
    """The case cannot go from its state to that one."""


@transaction.atomic
def change_state(
    case: Case, officer: User | None, state: State, *, version: int, message: str = ""
) -> Case:
    """Move the case on. The message and the new state are public, and mailed to the resident.

    The same from the same officer once more, as by a double click, does nothing. Raises
    `StaleCaseError` when the case was changed since ``version`` was seen, and `TransitionError`
    when ``state`` may not follow.
    """
    current = Case.objects.select_for_update().get(pk=case.pk)
    same = {"version": version + 1, "state": state, "actor": officer, "text": message}
    if current.events.filter(kind=CaseEvent.Kind.STATE, **same).exists():
        return current
    locked = locked_case(case, version)
    if not may_follow(locked.state, state):
        raise TransitionError(f"{locked.state} → {state}")
    locked.state = state
    locked.closed_at = timezone.now() if state in DECIDED else None
    locked.version += 1
    locked.save(update_fields=["state", "closed_at", "version"])
    event = CaseEvent.objects.create(
        case=locked,
        kind=CaseEvent.Kind.STATE,
        actor=officer,
        is_public=True,
        state=state,
        text=message,
        version=locked.version,
    )
    _tell_resident(locked, event)
    if state in DECIDED:
        case_decided.send(sender=Case, case=locked, event=event)
    return locked


def _tell_resident(case: Case, event: CaseEvent) -> None:
    submission = case.submission
    if not submission.email:
        return
    with translation.override(submission.language):
        state, status_path = for_resident(event.state), reverse("status")
    notify(
        purpose=f"case-event:{event.pk}",
        to=submission.email,
        template="case_state",
        context={
            "reference": submission.written_reference,
            "title": submission.definition.title,
            "state": state,
            "message": event.text,
            "status_path": status_path,
        },
        language=submission.language,
        about=submission.pk,
    )
