"""What a browser sent for one step, as it was typed."""

from __future__ import annotations

from django.http import QueryDict

from forms_engine.engine.definition import Step
from forms_engine.engine.step_form import boxes


def typed_boxes(step: Step, sent: QueryDict) -> dict[str, list[str]]:
    """The values of the step's own boxes, files apart; whatever else was sent is left out.

    A box that a browser leaves out because nothing is ticked counts as emptied, so that an answer
    which was taken back stays taken back.
    """
    typed: dict[str, list[str]] = {}
    for kind in step.questions:
        field = kind.form_field()
        if not field.widget.needs_multipart_form:
            typed |= {name: sent.getlist(name) for name in boxes(field, kind.key)}
    return typed


def is_blank(typed: dict[str, list[str]]) -> bool:
    """Whether nothing was typed at all."""
    return not any(value.strip() for values in typed.values() for value in values)
