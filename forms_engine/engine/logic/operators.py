"""The written list of operators and what each means.

Answers and operands arrive as the JSON that is stored, so that the browser can do the same. An
answer is *empty* when it is missing, ``null``, an empty text, list or object. An empty answer
satisfies only ``empty`` and the two negations, ``is_not`` and ``none_of``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Comparable(StrEnum):
    """As what an answer is compared."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    LIST = "list"
    PRESENCE = "presence"


# Plain ASCII notation, the one that both evaluators read alike.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def is_empty(answer: Any) -> bool:
    return answer is None or (isinstance(answer, str | list | dict) and not answer)


def _comparable(answer: Any, kind: Comparable) -> Any:
    """Bring a stored answer into the form that its kind compares; None when it cannot be."""
    if kind is Comparable.NUMBER:
        text = "" if isinstance(answer, bool) else str(answer)
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    if kind is Comparable.LIST:
        return tuple(map(_text, answer if isinstance(answer, list | tuple) else (answer,)))
    if kind is Comparable.BOOLEAN:
        return answer if isinstance(answer, bool) else None
    return answer if isinstance(answer, str) else None


def _text(item: Any) -> str:
    return item if isinstance(item, str) else json.dumps(item)


def _is(answer: Any, value: Any, kind: Comparable) -> bool:
    left, right = _comparable(answer, kind), _comparable(value, kind)
    if kind is Comparable.LIST:
        return set(left) == set(right)
    return left is not None and bool(left == right)


def _one_of(answer: Any, value: Any, kind: Comparable) -> bool:
    if kind is Comparable.LIST:
        return bool(set(_comparable(answer, kind)) & set(value))
    return any(_is(answer, item, kind) for item in value)


def _contains(answer: Any, value: Any, kind: Comparable) -> bool:
    if kind is Comparable.LIST:
        return value in _comparable(answer, kind)
    return isinstance(answer, str) and str(value) in answer


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any, Comparable], bool]:
    def compare(answer: Any, value: Any, kind: Comparable) -> bool:
        left, right = _comparable(answer, kind), _comparable(value, kind)
        return left is not None and right is not None and test(left, right)

    return compare


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to compare. ``operand`` says what stands at its right: none, one or several."""

    slug: str
    label: Promise
    test: Callable[[Any, Any, Comparable], bool]
    operand: str = "one"
    negates: str = ""

    def holds(self, answer: Any, value: Any, kind: Comparable) -> bool:
        if self.slug == "empty":
            return is_empty(answer)
        if self.negates:
            return not OPERATORS[self.negates].holds(answer, value, kind)
        return not is_empty(answer) and self.test(answer, value, kind)


def _never(answer: Any, value: Any, kind: Comparable) -> bool:
    return False


def _always(answer: Any, value: Any, kind: Comparable) -> bool:
    return True


_ALL = (
    Operator("is", _("is"), _is),
    Operator("is_not", _("is not"), _never, negates="is"),
    Operator("one_of", _("is one of"), _one_of, operand="several"),
    Operator("none_of", _("is none of"), _never, operand="several", negates="one_of"),
    Operator("contains", _("contains"), _contains),
    Operator("at_least", _("is at least"), _ordered(lambda a, b: a >= b)),
    Operator("at_most", _("is at most"), _ordered(lambda a, b: a <= b)),
    Operator("more_than", _("is more than"), _ordered(lambda a, b: a > b)),
    Operator("less_than", _("is less than"), _ordered(lambda a, b: a < b)),
    Operator("before", _("is before"), _ordered(lambda a, b: a < b)),
    Operator("after", _("is after"), _ordered(lambda a, b: a > b)),
    Operator("answered", _("is answered"), _always, operand="none"),
    Operator("empty", _("is empty"), _never, operand="none"),
)

OPERATORS: Mapping[str, Operator] = {operator.slug: operator for operator in _ALL}
