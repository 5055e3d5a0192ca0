"""The steps that make the demo city, in their order."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from django.db import transaction

from catalog.models import LoadedStep


class Step(NamedTuple):
    """One step: a module of this package whose ``load()`` runs once, in one transaction."""

    name: str
    module: str


STEPS = [
    Step("content", "catalog.demo.content"),
    Step("people", "catalog.demo.people"),
    Step("forms", "catalog.demo.forms"),
    Step("links", "catalog.demo.links"),
    Step("submissions", "catalog.demo.submissions"),
]


def load_missing(tell: Callable[[str], None]) -> int:
    """Run the steps that were not run on this database yet; returns how many there were.

    A step whose module does not exist yet is passed over, and loaded once it does.
    """
    done = set(LoadedStep.objects.values_list("name", flat=True))
    missing = [step for step in STEPS if step.name not in done and _exists(step.module)]
    for step in missing:
        tell(step.name)
        load: Callable[[], None] = import_module(step.module).load
        with transaction.atomic():
            load()
            LoadedStep.objects.create(name=step.name)
    return len(missing)


def _exists(module: str) -> bool:
    spec = find_spec(module)
    return spec is not None and spec.origin is not None  # a folder of that name has no origin
