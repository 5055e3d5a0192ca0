"""What officers do with a case short of deciding it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q

from forms_engine.casework.models import Case, CaseEvent, Queue

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
    """Give the case to the officer, by one conditional update.

    Safe to repeat by the same officer. Raises `AlreadyClaimedError` when a colleague was faster.
    """
    free = Case.objects.filter(Q(assignee=None), pk=case.pk)
    taken = free.update(assignee=officer, version=F("version") + 1)
    case.refresh_from_db()
    if taken:
        _record(case, CaseEvent.Kind.CLAIMED, officer)
    elif case.assignee_id != officer.pk:
        raise AlreadyClaimedError(case.assignee)
    return case


@transaction.atomic
def release(case: Case, officer: User) -> Case:
    """Give the case back to its queue. Does nothing when nobody has it."""
    held = Case.objects.filter(pk=case.pk).exclude(assignee=None)
    freed = held.update(assignee=None, version=F("version") + 1)
    case.refresh_from_db()
    if freed:
        _record(case, CaseEvent.Kind.RELEASED, officer)
    return case


@transaction.atomic
def take_next(queues: Iterable[Queue], officer: User) -> Case | None:
    """Claim the open case of these queues that is due first; None when each has its officer.

    When a colleague takes that one at the same moment, the next one is tried.
    """
    while True:
        free = Case.objects.in_queues(queues).open().unassigned().order_by("due_at", "pk").first()
        if free is None:
            return None
        try:
            return claim(free, officer)
        except AlreadyClaimedError:
            continue


@transaction.atomic
def note(case: Case, officer: User, text: str, *, key: UUID | None = None) -> CaseEvent:
    """Write a note that only the department sees. The same ``key`` twice is the same note."""
    event, _created = CaseEvent.objects.get_or_create(
        key=key or uuid4(),
        defaults={
            "case": case,
            "kind": CaseEvent.Kind.NOTED,
            "actor": officer,
            "text": text,
            "version": case.version,
        },
    )
    return event


@transaction.atomic
def move(case: Case, officer: User, queue: Queue, *, version: int, text: str = "") -> Case:
    """Hand the case to another queue, free for its officers. Raises `StaleCaseError`.

    A repeat of what is already so does nothing.
    """
    current = Case.objects.select_for_update().get(pk=case.pk)
    if current.queue_id == queue.pk:
        return current
    locked = locked_case(case, version)
    locked.queue = queue
    locked.assignee = None
    locked.version += 1
    locked.save(update_fields=["queue", "assignee", "version"])
    _record(locked, CaseEvent.Kind.MOVED, officer, "\n".join(filter(None, [queue.name, text])))
    return locked


def _record(case: Case, kind: CaseEvent.Kind, officer: User, text: str = "") -> None:
    CaseEvent.objects.create(case=case, kind=kind, actor=officer, text=text, version=case.version)


def locked_case(case: Case, version: int) -> Case:
    """Lock the case's row for the running transaction; raises `StaleCaseError` when it moved on."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.version != version:
        raise StaleCaseError(locked)
    return locked
