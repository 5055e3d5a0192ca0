"""What may happen to a case now. Who may do it is asked in `permissions`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the department's handling of a submission stands."""

    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING = "waiting", _("Waiting for resident")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")


def for_resident(state: str) -> str:
    """The state in words that speak to the resident."""
    return gettext("Waiting for you") if state == State.WAITING else str(State(state).label)


OPEN = (State.RECEIVED, State.IN_PROGRESS, State.WAITING)
DECIDED = (State.APPROVED, State.REFUSED, State.DONE)

# From each state to those that may follow it. A decision may be taken back into work, because
# offices do err; the timeline keeps both.
TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.RECEIVED: (State.IN_PROGRESS, State.WAITING, State.APPROVED, State.REFUSED, State.DONE),
    State.IN_PROGRESS: (State.WAITING, State.APPROVED, State.REFUSED, State.DONE),
    State.WAITING: (State.IN_PROGRESS, State.APPROVED, State.REFUSED, State.DONE),
    State.APPROVED: (State.DONE, State.IN_PROGRESS),
    State.REFUSED: (State.IN_PROGRESS,),
    State.DONE: (State.IN_PROGRESS,),
}


def may_follow(current: str, following: str) -> bool:
    """Whether a case may go from one state to the other."""
    return following in TRANSITIONS[State(current)]
