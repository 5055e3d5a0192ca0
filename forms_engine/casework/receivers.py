"""What casework does when the engine says that something was sent."""

from __future__ import annotations

from typing import Any

from forms_engine.casework.actions import open_case
from forms_engine.engine.models import Submission


def open_case_for(sender: type[Submission], submission: Submission, **kwargs: Any) -> None:
    open_case(submission)
