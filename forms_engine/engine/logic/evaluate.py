"""Whether a condition holds for some answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_engine.engine.logic.operators import OPERATORS
from forms_engine.engine.logic.tree import All, AnyOf, Compare, Condition, Not


def evaluate(condition: Condition, answers: Mapping[str, Any]) -> bool:
    """Tell whether the condition holds for the stored answers (JSON values by key)."""
    match condition:
        case Compare(key, operator, value, kind):
            return OPERATORS[operator].holds(answers.get(key), value, kind)
        case All(of):
            return all(evaluate(part, answers) for part in of)
        case AnyOf(of):
            return any(evaluate(part, answers) for part in of)
        case Not(of):
            return not all(evaluate(part, answers) for part in of)
