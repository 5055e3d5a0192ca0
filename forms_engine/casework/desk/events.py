"""The department's timeline of a case: all that happened, notes included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.states import State


@dataclass(frozen=True)
class Happening:
    """One line of the timeline. ``who`` is empty for what the system or the resident did."""

    at: dt.datetime
    title: str
    who: str
    text: str
    is_internal: bool
    kind: str


def happenings(case: Case, *, after: int | None = None) -> list[Happening]:
    """The events, oldest first; ``after``: only those that came after this version of the case."""
    events = case.events.select_related("actor")
    if after is not None:
        events = events.filter(version__gt=after)
    return [_happening(event) for event in events]


def _happening(event: CaseEvent) -> Happening:
    title, text = str(event.get_kind_display()), event.text
    if event.kind == CaseEvent.Kind.STATE:
        title = str(State(event.state).label)
    elif event.kind == CaseEvent.Kind.MOVED:
        # Its first line is the name that the queue had then.
        name, _newline, text = event.text.partition("\n")
        title = _("Moved to %(queue)s") % {"queue": name}
    return Happening(
        at=event.at,
        title=title,
        who=str(event.actor) if event.actor else "",
        text=text,
        is_internal=event.kind == CaseEvent.Kind.NOTED,
        kind=event.kind,
    )
