"""Two windows, two answers: both are shown, and the resident chooses."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from forms_engine.engine.actions.drafts import ConflictError, seen
from forms_engine.engine.runner.run import Run
from forms_engine.engine.runner.typed import typed_boxes
from forms_engine.engine.step_form import StepForm


@dataclass(frozen=True)
class Difference:
    """One question with the answer that stands and the one that was just sent."""

    label: str
    stored: str
    sent: str


def page(run: Run, form: StepForm, conflict: ConflictError) -> HttpResponse:
    """Both values of every answer that differs; what was sent travels on in hidden boxes."""
    # The other window's answers are newer than what this request has read.
    if run.submission:
        run.submission.refresh_from_db()
        run.submission = run.submission
    kinds = form.kinds
    differences = [
        Difference(
            kinds[key].label,
            kinds[key].display(conflict.stored[key]),
            kinds[key].display(conflict.sent[key]),
        )
        for key in conflict.stored
    ]
    sent = typed_boxes(form.step, run.request.POST)
    context = run.context(
        step=form.step,
        differences=differences,
        sent=[(name, value) for name, values in sent.items() for value in values],
        seen=seen(form.step, run.answers),
        step_url=run.url(form.step.slug),
    )
    return render(run.request, "forms_engine/conflict.html", context, status=409)
