"""Which queue a submission belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from accounts.models import Department
from forms_engine.casework.actions.set_up import make_queue
from forms_engine.casework.models import Case, Queue, Routing
from forms_engine.engine.definition import Definition
from forms_engine.engine.logic import ConditionError, describe, evaluate, parse
from forms_engine.engine.models import Submission
from forms_engine.engine.snapshot import conditions_json


@dataclass(frozen=True)
class Route:
    """The queue of a submission, and the condition (JSON) of the rule that chose it, if one did."""

    queue: Queue
    condition: list[dict[str, Any]] = field(default_factory=list)


def route(submission: Submission) -> Route:
    """The first rule that holds, else the form's default queue, else its department's first.

    A rule that reads a question which this version of the form does not have cannot hold. A
    department without a queue gets one, for a request that was sent must never be lost.
    """
    form = submission.version.form
    routing = Routing.objects.select_related("default_queue").filter(form=form).first()
    if routing is None:
        queue = Queue.objects.filter(department=form.department).order_by("pk").first()
        return Route(queue or _incoming(form.department))
    subjects = submission.definition.fields
    for rule in routing.rules.select_related("queue"):
        raw = conditions_json(rule.condition)
        try:
            condition = parse(raw, subjects)
        except ConditionError:
            continue
        if evaluate(condition, submission.answers):
            return Route(rule.queue, raw)
    return Route(routing.default_queue)


def reason(case: Case, definition: Definition) -> str:
    """The rule that chose the case's first queue, in words; empty when no rule held."""
    try:
        return describe(parse(case.routed_by, definition.fields), definition.fields)
    except ConditionError:
        return ""


def _incoming(department: Department) -> Queue:
    return make_queue(
        department=department, slug=f"{department.slug}-incoming", name=gettext("Incoming")
    )
