"""What happens to queues and cases."""

from forms_engine.casework.actions.change_state import TransitionError, change_state
from forms_engine.casework.actions.handle import (
    AlreadyClaimedError,
    StaleCaseError,
    claim,
    move,
    note,
    release,
    take_next,
)
from forms_engine.casework.actions.open_case import open_case
from forms_engine.casework.actions.set_up import close_queue, make_queue, open_queue, set_routing

__all__ = [
    "AlreadyClaimedError",
    "StaleCaseError",
    "TransitionError",
    "change_state",
    "claim",
    "close_queue",
    "make_queue",
    "move",
    "note",
    "open_case",
    "open_queue",
    "release",
    "set_routing",
    "take_next",
]
