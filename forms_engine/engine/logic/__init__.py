"""Conditions as data: one small typed tree that means the same on the server and in the browser."""

from forms_engine.engine.logic.evaluate import evaluate
from forms_engine.engine.logic.operators import OPERATORS, Comparable, Operator, is_empty
from forms_engine.engine.logic.parse import ConditionError, parse
from forms_engine.engine.logic.tree import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    Not,
    keys,
    to_json,
)
from forms_engine.engine.logic.words import describe

__all__ = [
    "ALWAYS",
    "OPERATORS",
    "All",
    "AnyOf",
    "Comparable",
    "Compare",
    "Condition",
    "ConditionError",
    "Not",
    "Operator",
    "describe",
    "evaluate",
    "is_empty",
    "keys",
    "parse",
    "to_json",
]
