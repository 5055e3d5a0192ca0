"""The left pane: where an officer may look, and how many cases are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_engine.casework.models import Case, Queue
from forms_engine.casework.states import State

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class View:
    """One line of the pane: a list of cases and how many it holds."""

    label: str
    url: str
    count: int
    is_urgent: bool = False


@dataclass(frozen=True)
class Group:
    """A queue, or what is the officer's own, with its views."""

    title: str
    views: tuple[View, ...]
    department: str = ""


@dataclass(frozen=True)
class Pane:
    groups: tuple[Group, ...]
    unassigned: int

    @property
    def by_department(self) -> Iterator[tuple[str, list[Group]]]:
        for name, groups in groupby(self.groups, key=lambda group: group.department):
            yield name, list(groups)


def end_of_week() -> dt.datetime:
    """The moment up to which a case is due "this week": the end of the seventh day from now."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + dt.timedelta(days=7)


def pane(officer: User, queues: Sequence[Queue]) -> Pane:
    """All counts by one query, whatever the number of queues."""
    now = timezone.now()
    mine = Q(assignee=officer)
    numbers = {
        "all": Count("pk"),
        "unassigned": Count("pk", filter=Q(assignee=None)),
        "due": Count("pk", filter=Q(due_at__gte=now, due_at__lt=end_of_week())),
        "overdue": Count("pk", filter=Q(due_at__lt=now)),
        "mine": Count("pk", filter=mine),
        "waiting": Count("pk", filter=mine & Q(state=State.WAITING)),
    }
    rows = Case.objects.in_queues(queues).open().order_by().values("queue").annotate(**numbers)
    counts: dict[int, Any] = {row["queue"]: row for row in rows}
    totals = {name: sum(row[name] for row in counts.values()) for name in numbers}
    return Pane(
        groups=(_own(totals), *(_queue(queue, counts.get(queue.pk, {})) for queue in queues)),
        unassigned=totals["unassigned"],
    )


def _own(totals: dict[str, int]) -> Group:
    url = reverse("desk:mine")
    return Group(
        _("Mine"),
        (
            View(_("My cases"), url, totals["mine"]),
            View(_("Waiting for resident"), f"{url}?state={State.WAITING}", totals["waiting"]),
            View(_("All my queues"), reverse("desk:cases"), totals["all"]),
        ),
    )


def _queue(queue: Queue, counts: Mapping[str, int]) -> Group:
    url = reverse("desk:queue", args=[queue.slug])
    overdue = counts.get("overdue", 0)
    return Group(
        queue.name,
        (
            View(_("Unassigned"), f"{url}?assignee=nobody", counts.get("unassigned", 0)),
            View(_("Due this week"), f"{url}?due=week", counts.get("due", 0)),
            View(_("Overdue"), f"{url}?due=overdue", overdue, is_urgent=overdue > 0),
            View(_("All open"), url, counts.get("all", 0)),
        ),
        department=queue.department.name,
    )
