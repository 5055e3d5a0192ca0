"""What officers do with a case short of deciding it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from forms_engine.casework.models import Case, CaseEvent, Queue
from forms_engine.casework.states import State

if TYPE_CHECKING:
    from accounts.models import User


class AlreadyClaimedError(Exception):
    """A colleague has the case. ``holder`` says who."""

    def __init__(self, holder: User | None) -> None:
        super().__init__()
        self.holder = holder


class StaleCaseError(Exception):
    """The case was changed since the officer's page was made. ``case`` is how it is now."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


@transaction.atomic
def claim(case: Case, officer: User) -> Case:
    """Give the case to the officer and begin work on it, by one conditional update.

    Safe to repeat by the same officer. Raises `AlreadyClaimedError` when a colleague was faster.
    """
    free = Case.objects.filter(Q(assignee=None), pk=case.pk)
    taken = free.update(assignee=officer, version=F("version") + 1)
    case.refresh_from_db()
    if taken:
        CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.CLAIMED, actor=officer)
    elif case.assignee_id != officer.pk:
        raise AlreadyClaimedError(case.assignee)
    return case


@transaction.atomic
def release(case: Case, officer: User) -> Case:
    """Give the case back to its queue. Does nothing when nobody has it."""
    held = Case.objects.filter(pk=case.pk).exclude(assignee=None)
    if held.update(assignee=None, version=F("version") + 1):
        CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.RELEASED, actor=officer)
    case.refresh_from_db()
    return case


@transaction.atomic
def note(case: Case, officer: User, text: str) -> CaseEvent:
    """Write a note that only the department sees."""
    return CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.NOTED, actor=officer, text=text)


@transaction.atomic
def move(case: Case, officer: User, queue: Queue, *, version: int, text: str = "") -> Case:
    """Hand the case to another queue, free for its officers. Raises `StaleCaseError`."""
    locked = locked_case(case, version)
    if locked.queue_id == queue.pk:
        return locked
    locked.queue = queue
    locked.assignee = None
    if locked.state == State.IN_PROGRESS:
        locked.state = State.RECEIVED
    locked.version += 1
    locked.save(update_fields=["queue", "assignee", "state", "version"])
    CaseEvent.objects.create(
        case=locked,
        kind=CaseEvent.Kind.MOVED,
        actor=officer,
        text="\n".join(filter(None, [queue.name, text])),
    )
    return locked


def locked_case(case: Case, version: int) -> Case:
    """Lock the case's row for the running transaction; raises `StaleCaseError` when it moved on."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.version != version:
        raise StaleCaseError(locked)
    return locked
