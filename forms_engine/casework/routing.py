"""Which queue a submission belongs to."""

from __future__ import annotations

from django.utils.translation import gettext

from accounts.models import Department
from forms_engine.casework.actions.set_up import make_queue
from forms_engine.casework.models import Queue, Routing
from forms_engine.engine.logic import ConditionError, evaluate, parse
from forms_engine.engine.models import Submission
from forms_engine.engine.snapshot import conditions_json


def queue_for(submission: Submission) -> Queue:
    """The queue of the first rule that holds, else the form's default, else its department's first.

    A rule that reads a question which this version of the form does not have cannot hold. A
    department without a queue gets one, for a request that was sent must never be lost.
    """
    form = submission.version.form
    routing = Routing.objects.select_related("default_queue").filter(form=form).first()
    if routing is None:
        queue = Queue.objects.filter(department=form.department).order_by("pk").first()
        return queue or _incoming(form.department)
    subjects = submission.definition.fields
    for rule in routing.rules.select_related("queue"):
        try:
            condition = parse(conditions_json(rule.condition), subjects)
        except ConditionError:
            continue
        if evaluate(condition, submission.answers):
            return rule.queue
    return routing.default_queue


def _incoming(department: Department) -> Queue:
    return make_queue(
        department=department, slug=f"{department.slug}-incoming", name=gettext("Incoming")
    )
