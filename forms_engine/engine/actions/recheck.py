"""The whole of a draft, checked once more before it is sent."""

from __future__ import annotations

from forms_engine.engine.definition import Step
from forms_engine.engine.journey import Journey
from forms_engine.engine.step_form import StepForm


def whole(journey: Journey) -> Step | None:
    """The first step with something left to do or to mend; None when the draft may be sent.

    Every stored answer goes through its field type again, because a draft may be older than the
    rule it has to keep, and may have been stored by anything.
    """
    for stage in journey.stages:
        if not stage.is_done:
            return stage.step
        form = StepForm(
            step=stage.step, known=journey.known_before(stage.slug), answers=journey.answers
        )
        form.recheck()
        if form.errors:
            return stage.step
    return None
