"""Keys of questions and stored values of options: made from the words once, then fixed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from forms_engine.engine.definition import RESERVED_SLUGS

if TYPE_CHECKING:
    from forms_engine.engine.form import Form, FormStep


def words(text: str, between: str) -> str:
    """The text in small ASCII letters and digits, such as ``name_of_the_dog``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between)


def free(wanted: str, taken: Iterable[str], *, between: str = "_", length: int = 60) -> str:
    """The wanted name, or the first of ``wanted_2``, ``wanted_3`` … that nobody has."""
    known = set(taken)
    name, number = wanted[:length].strip(between), 1
    while name in known:
        number += 1
        tail = f"{between}{number}"
        name = wanted[: length - len(tail)].strip(between) + tail
    return name


def new_slug(title: str, steps: Iterable[FormStep]) -> str:
    """A short name for a step that no other step and no page of the runner has."""
    taken = {step.slug for step in steps} | RESERVED_SLUGS
    return free(words(title, "-") or "step", taken, between="-")


def complete(form: Form) -> None:
    """Give every question its key and every option its stored value, where they have none yet.

    A key that occurs twice stays with the first question, as a copied block brings its along.
    """
    taken = {
        child["value"]["key"]
        for step in form.steps.all()
        for child in step.fields.get_prep_value()
        if child["value"].get("key")
    }
    for step in form.steps.all():
        stored = step.fields.get_prep_value()
        changes = [_complete(child, taken) for child in stored]
        if any(changes):
            step.fields = type(step.fields)(step.fields.stream_block, stored, is_lazy=True)


def _complete(child: dict[str, Any], taken: set[str]) -> bool:
    """Fill in one block as it is stored; say whether something was missing."""
    value = child["value"]
    changed = _complete_options(value)
    if value.get("key"):
        return changed
    stem = words(value.get("label") or "", "_")
    if not stem or not stem[0].isalpha():
        stem = f"{child['type']}_{stem}".strip("_")
    value["key"] = free(stem, taken)
    taken.add(value["key"])
    return True


def _complete_options(value: dict[str, Any]) -> bool:
    options = value.get("options")
    if not isinstance(options, list):
        return False
    parts = [option.get("value", option) for option in options if isinstance(option, dict)]
    envelopes = [part for part in parts if isinstance(part, dict)]
    taken = {part["value"] for part in envelopes if part.get("value")}
    missing = [part for part in envelopes if not part.get("value")]
    for part in missing:
        part["value"] = free(words(part.get("label") or "", "_") or "option", taken, length=80)
        taken.add(part["value"])
    return bool(missing)
