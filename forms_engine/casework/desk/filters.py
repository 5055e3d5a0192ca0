"""What a list of cases is narrowed down to. All of it stands in the address, to be shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from forms_engine.casework.desk.counts import end_of_week
from forms_engine.casework.states import State

if TYPE_CHECKING:
    from accounts.models import User
    from forms_engine.casework.cases import CaseQuerySet

# Columns by which a list may be sorted, each with what makes the order complete.
SORTS: dict[str, tuple[str, ...]] = {
    "due": ("due_at", "pk"),
    "opened": ("opened_at", "pk"),
    "reference": ("submission__reference",),
    "request": ("title", "due_at", "pk"),
    "applicant": ("applicant_name", "due_at", "pk"),
    "state": ("state", "due_at", "pk"),
}
DEFAULT_SORT = "due"


def state_choices() -> list[tuple[str, str]]:
    """What "State" may be; nothing chosen means all open cases."""
    states = [(str(value), str(label)) for value, label in State.choices]
    return [*states, ("decided", _("Decided")), ("any", _("Open and decided"))]


def assignee_choices() -> list[tuple[str, str]]:
    return [("nobody", _("Nobody")), ("me", _("Me")), ("others", _("Colleagues"))]


def due_choices() -> list[tuple[str, str]]:
    return [("overdue", _("Overdue")), ("week", _("Due this week"))]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address of the same list without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Filters:
    """Search, filters and order of one list. What is not known is left out, never refused."""

    q: str = ""
    state: str = ""
    assignee: str = ""
    due: str = ""
    sort: str = DEFAULT_SORT

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        def chosen(name: str, choices: list[tuple[str, str]]) -> str:
            value = query.get(name, "")
            return value if value in dict(choices) else ""

        sort = query.get("sort", "")
        return cls(
            q=query.get("q", "").replace("\0", " ").strip()[:200],
            state=chosen("state", state_choices()),
            assignee=chosen("assignee", assignee_choices()),
            due=chosen("due", due_choices()),
            sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        )

    def narrow(self, cases: CaseQuerySet, officer: User) -> CaseQuerySet:
        """The cases that are left, in order."""
        cases = self._in_state(cases)
        if self.due == "overdue":
            cases = cases.overdue()
        elif self.due == "week":
            cases = cases.due_before(end_of_week())
        if self.assignee == "nobody":
            cases = cases.unassigned()
        elif self.assignee == "me":
            cases = cases.assigned_to(officer)
        elif self.assignee == "others":
            cases = cases.exclude(assignee=None).exclude(assignee=officer)
        if self.q:
            cases = cases.matching(self.q)
        columns = SORTS[self.sort.removeprefix("-")]
        if self.sort.startswith("-"):
            columns = tuple(f"-{column}" for column in columns)
        return cases.order_by(*columns)

    def _in_state(self, cases: CaseQuerySet) -> CaseQuerySet:
        if self.state == "any":
            return cases
        if self.state == "decided":
            return cases.decided()
        return cases.filter(state=self.state) if self.state else cases.open()

    def query(self, **changes: str) -> str:
        """The query string of this list with some changes; empty for the plain list."""
        values = {**vars(self), **changes}
        if values["sort"] == DEFAULT_SORT:
            values["sort"] = ""
        given = {name: value for name, value in values.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def sort_query(self, column: str) -> str:
        """Sort by the column; by the same one again turns the order round."""
        return self.query(sort=f"-{column}" if self.sort == column else column)

    def chips(self, base: str) -> Iterator[Chip]:
        """Each filter that is set. ``base`` is the list's address without a query."""
        if self.q:
            yield Chip(_("Search"), self.q, base + self.query(q=""))
        for name, label, choices in (
            ("state", _("State"), state_choices()),
            ("assignee", _("With"), assignee_choices()),
            ("due", _("Due"), due_choices()),
        ):
            if value := getattr(self, name):
                yield Chip(label, dict(choices)[value], base + self.query(**{name: ""}))
