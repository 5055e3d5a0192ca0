"""Which questions a condition may ask for, and what of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from forms_engine.engine.fields import FIELD_TYPES, DefinitionError, FieldType
from forms_engine.engine.logic import OPERATORS, Comparable

if TYPE_CHECKING:
    from forms_engine.engine.form import Form, FormStep

Questions = dict[str, FieldType]


def sound(fields: Iterable[Mapping[str, Any]], before: Mapping[str, FieldType]) -> Questions:
    """Those of the fields that work as they stand, by key, in order."""
    known: Questions = dict(before)
    found: Questions = {}
    for raw in fields:
        try:
            field = FIELD_TYPES[raw["type"]].load(raw, known)
        except (DefinitionError, TypeError):
            continue
        if field.holds_answer and field.key:
            known[field.key] = found[field.key] = field
    return found


def before_step(form: Form, step: FormStep) -> Questions:
    """The questions of the steps before this one."""
    known: Questions = {}
    for other in form.steps.all():
        if other.uid == step.uid:
            break
        known |= sound(other.definition_json["fields"], known)
    return known


def all_questions(form: Form) -> Questions:
    known: Questions = {}
    for step in form.steps.all():
        known |= sound(step.definition_json["fields"], known)
    return known


def for_editor(known: Questions) -> list[dict[str, Any]]:
    """The questions as ``condition-block.js`` reads them."""
    return [question(field) for field in known.values()]


def question(field: FieldType) -> dict[str, Any]:
    options = getattr(field, "options_shown", ())
    return {
        "key": field.key,
        "label": field.label,
        "kind": str(field.comparable),
        "operators": list(field.operators),
        "options": [{"value": option.value, "label": str(option.label)} for option in options],
    }


def kinds_for_editor() -> dict[str, Any]:
    """What is known of each type, for questions that were added since the page was opened."""
    return {
        slug: {"kind": str(kind.comparable), "operators": list(kind.operators)}
        for slug, kind in FIELD_TYPES.items()
        if kind.holds_answer
    }


def operators_for_editor() -> dict[str, Any]:
    return {
        slug: {"label": str(operator.label), "operand": operator.operand}
        for slug, operator in OPERATORS.items()
    }


def takes_list(field: FieldType, operator: str) -> bool:
    """Whether the condition names several values."""
    return OPERATORS[operator].operand == "several" or (
        field.comparable is Comparable.LIST and operator in {"is", "is_not"}
    )
