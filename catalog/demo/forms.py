"""The demo city's forms, published, with the queues and the ways to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from accounts.models import Department
from catalog.demo.texts import read
from forms_engine.casework.actions import make_queue, set_routing
from forms_engine.casework.models import Queue
from forms_engine.engine.actions import import_form
from forms_engine.engine.models import Form

FOLDER = Path(__file__).resolve().parent / "forms"


def load() -> None:
    """Import and publish every form, and say which cases go where."""
    forms = {form.slug: form for form in map(_published, sorted(FOLDER.glob("*.json")))}
    routing = read("routing")
    queues = {queue.slug: queue for queue in map(_queue, routing["queue"])}
    for entry in routing["default"]:
        rules = [
            (route["when"], queues[route["queue"]])
            for route in routing["route"]
            if route["form"] == entry["form"]
        ]
        set_routing(forms[entry["form"]], default=queues[entry["queue"]], rules=rules)


def _published(path: Path) -> Form:
    form = import_form(json.loads(path.read_text(encoding="utf-8")))
    revision = form.latest_revision
    assert revision is not None
    revision.publish()
    return Form.objects.get(pk=form.pk)


def _queue(entry: dict[str, Any]) -> Queue:
    return make_queue(
        department=Department.objects.get(slug=entry["department"]),
        slug=entry["slug"],
        name=entry["name"],
        days_promised=entry["days"],
    )
