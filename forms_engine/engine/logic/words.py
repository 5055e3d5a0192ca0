"""A condition in words, for editors, officers and residents without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from forms_engine.engine.logic.operators import OPERATORS
from forms_engine.engine.logic.tree import All, AnyOf, Compare, Condition


class Named(Protocol):
    """What the words need of a field: its label and how it shows a value."""

    @property
    def label(self) -> str: ...

    def display_operand(self, value: Any) -> str: ...


def describe(condition: Condition, fields: Mapping[str, Named]) -> str:
    """Say the condition in one line, with labels instead of keys; empty when it always holds."""
    match condition:
        case Compare():
            return _describe_compare(condition, fields)
        case All(of):
            return _(" and ").join(_part(part, fields) for part in of)
        case AnyOf(of):
            return _(" or ").join(_part(part, fields) for part in of)
        case _:
            inner = _(" and ").join(_part(part, fields) for part in condition.of)
            return _("not (%(condition)s)") % {"condition": inner}


def _part(condition: Condition, fields: Mapping[str, Named]) -> str:
    words = describe(condition, fields)
    nested = isinstance(condition, All | AnyOf) and len(condition.of) > 1
    return f"({words})" if nested else words


def _describe_compare(compare: Compare, fields: Mapping[str, Named]) -> str:
    field = fields.get(compare.key)
    operator = OPERATORS[compare.operator]
    label = field.label if field else compare.key
    words = _("“%(label)s” %(test)s") % {"label": label, "test": operator.label}
    if operator.operand == "none":
        return words
    values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
    shown = [field.display_operand(value) if field else str(value) for value in values]
    return f"{words} {', '.join(shown)}"
