"""A form as residents will see it, while it is still a draft and may have mistakes."""

from __future__ import annotations

import copy
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms_engine.engine.definition import Definition, Step, mistakes
from forms_engine.engine.form import Form
from forms_engine.engine.journey import Journey
from forms_engine.engine.logic import ALWAYS
from forms_engine.engine.runner import check_page, step_page
from forms_engine.engine.runner.entry import Entry
from forms_engine.engine.runner.run import Run
from forms_engine.engine.step_form import StepForm

_FIELD = re.compile(r"/steps/(\d+)/fields/(\d+)")
_STEP = re.compile(r"/steps/(\d+)")


def workable(raw: dict[str, Any]) -> Definition | None:
    """The form without what has mistakes; None when nothing of it can be shown.

    Leaving a question out can break a condition that reads it, hence several rounds.
    """
    raw = copy.deepcopy(raw)
    raw["title"] = raw["title"] or _("Form")
    for step in raw["steps"]:
        step["title"] = step["title"] or _("Step")
    while found := mistakes(raw):
        if not _leave_out(raw, {error.path for error in found}):
            return None
    return Definition.load(raw)


def _leave_out(raw: dict[str, Any], paths: set[str]) -> bool:
    """Take out what the pointers point at; say whether anything could be."""
    fields = {(int(m[1]), int(m[2])) for path in paths if (m := _FIELD.match(path))}
    for step, field in sorted(fields, reverse=True):
        del raw["steps"][step]["fields"][field]
    steps = {int(m[1]) for path in paths if not _FIELD.match(path) and (m := _STEP.match(path))}
    for number in sorted(steps, reverse=True):
        if raw["steps"][number].pop("visible_if", None) is None:
            del raw["steps"][number]
    others = [path for path in paths if not _STEP.match(path)]
    if others:
        raw["settings"] = {}
        raw["translations"] = {}
    return bool(fields or steps) or (bool(others) and bool(raw["steps"]) and bool(raw["slug"]))


class Trial(Run):
    """A way through a draft by nobody: no answers, nothing is stored."""

    def __init__(self, request: HttpRequest, form: Form, definition: Definition) -> None:
        self.request = request
        self.entry = Entry(
            service_slug=form.slug,
            service_title=form.title,
            service_url="#",
            apply_url="#",
            form_id=form.pk or 0,
        )
        self.is_foreign = False
        self._start_key = None
        self._submission = None
        self._definition = definition

    @cached_property
    def definition(self) -> Definition:
        return self._definition

    @cached_property
    def journey(self) -> Journey:
        return Journey(self._definition, {}, {})

    def url(self, page: str) -> str:
        return "#"


def preview(request: HttpRequest, form: Form, mode: str) -> HttpResponse:
    """A step, named by its uid, or the page with all answers."""
    definition = workable(form.definition_json)
    if definition is None:
        return render(request, "forms_engine/authoring/no_preview.html", {"form": form})
    run = Trial(request, form, definition)
    slug = next((step.slug for step in form.steps.all() if str(step.uid) == mode), "")
    step = definition.step_by_slug.get(slug)
    if step is None and mode != "check":
        return render(request, "forms_engine/authoring/no_preview.html", {"form": form})
    if step is None:
        return render(request, "forms_engine/check.html", check_page.context(run))
    trial = StepForm(step=step, known={}, answers={})
    return render(request, "forms_engine/step.html", _step_context(run, trial, step))


def _step_context(run: Trial, form: StepForm, step: Step) -> dict[str, Any]:
    """As in the runner; a step whose condition does not hold yet still has its number."""
    steps = list(run.definition.steps)
    number = steps.index(step) + 1
    texts = {"number": number, "count": len(steps)}
    return {
        **step_page.context(run, form),
        "segments": ["done"] * (number - 1) + ["current"] + ["todo"] * (len(steps) - number),
        "progress": _("Step %(number)d of %(count)d") % texts,
        "only_if": step.visible_if != ALWAYS,
    }
