"""Making queues and saying which cases go where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import Department
from forms_engine.casework.models import Queue, Routing, RoutingRule
from forms_engine.casework.permissions import forget_queue, open_queue_to_department
from forms_engine.engine.models import Form
from forms_engine.engine.snapshot import conditions_stream


@transaction.atomic
def make_queue(*, department: Department, slug: str, name: str, days_promised: int = 14) -> Queue:
    """Make a queue in which the department's people may work, or bring it up to date."""
    queue, _created = Queue.objects.update_or_create(
        slug=slug,
        defaults={"department": department, "name": name, "days_promised": days_promised},
    )
    open_queue(queue)
    return queue


@transaction.atomic
def open_queue(queue: Queue) -> None:
    """Let the department's people work in its queue, and those of no other department any more."""
    open_queue_to_department(queue)


@transaction.atomic
def close_queue(queue: Queue) -> None:
    """Remove a queue with the rights to it. Raises ``ProtectedError`` while a case is in it."""
    pk = queue.pk
    queue.delete()
    forget_queue(pk)


@transaction.atomic
def set_routing(
    form: Form, *, default: Queue, rules: Iterable[tuple[list[Mapping[str, Any]], Queue]] = ()
) -> Routing:
    """Say where the form's cases go: pairs of a condition (JSON) and its queue, in order."""
    routing, _created = Routing.objects.update_or_create(
        form=form, defaults={"default_queue": default}
    )
    RoutingRule.objects.filter(routing=routing).delete()
    for number, (condition, queue) in enumerate(rules):
        rule = RoutingRule(routing=routing, queue=queue, sort_order=number)
        field = rule._meta.get_field("condition")
        rule.condition = field.to_python(conditions_stream(condition))
        rule.save()
    return routing
