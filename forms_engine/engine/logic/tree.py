"""The nodes of a condition. They are compared by value and never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from forms_engine.engine.logic.operators import Comparable


@dataclass(frozen=True, slots=True)
class Compare:
    """One answer against one fixed value.

    ``value`` is the operand in the canonical form of its ``kind``: text as ``str``, numbers and
    dates as ``str`` (decimal notation, ISO 8601), booleans as ``bool``, lists as ``tuple[str, …]``.
    """

    key: str
    operator: str
    value: Any
    kind: Comparable


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds; an empty one always holds."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part holds; an empty one never holds."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its parts do not all hold."""

    of: tuple[Condition, ...] = ()


Condition: TypeAlias = Compare | All | AnyOf | Not

ALWAYS = All()


def keys(condition: Condition) -> Iterator[str]:
    """Yield the key of every answer that the condition reads, in order, repeats included."""
    if isinstance(condition, Compare):
        yield condition.key
    else:
        for part in condition.of:
            yield from keys(part)


def to_json(condition: Condition) -> dict[str, Any]:
    """Write the tree for the browser's evaluator, ``frontend/js/logic.js``."""
    match condition:
        case Compare(key, operator, value, kind):
            operand = list(value) if isinstance(value, tuple) else value
            return {
                "type": "compare",
                "key": key,
                "operator": operator,
                "value": operand,
                "kind": kind,
            }
        case All(of):
            return {"type": "all", "of": [to_json(part) for part in of]}
        case AnyOf(of):
            return {"type": "any", "of": [to_json(part) for part in of]}
        case Not(of):
            return {"type": "not", "of": [to_json(part) for part in of]}
