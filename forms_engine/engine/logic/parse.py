"""From the JSON of a condition to the typed tree, checked against the fields it reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.utils.translation import gettext as _

from forms_engine.engine.logic.operators import OPERATORS, Comparable
from forms_engine.engine.logic.tree import All, AnyOf, Compare, Condition, Not

_GROUPS: dict[str, type[All | AnyOf | Not]] = {"all": All, "any": AnyOf, "not": Not}

_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class ConditionError(ValueError):
    """A condition that cannot be understood; the text says what to do about it."""


class Subject(Protocol):
    """What a condition must know of the field it reads."""

    @property
    def comparable(self) -> Comparable: ...

    @property
    def operators(self) -> tuple[str, ...]: ...


def parse(raw: Any, subjects: Mapping[str, Subject]) -> Condition:
    """Read a condition: a list (all must hold) or one node.

    ``subjects`` holds the fields that come before, by key. Raises `ConditionError` for an unknown
    key, an operator that does not fit the field, or a value that is not of the field's kind.
    """
    if isinstance(raw, list):
        return All(tuple(parse(part, subjects) for part in raw))
    if not isinstance(raw, dict):
        raise ConditionError(_("A condition must be an object or a list of objects."))
    kind = raw.get("type", "compare")
    if kind == "compare":
        return _compare(raw, subjects)
    if kind not in _GROUPS:
        raise ConditionError(_("“%(type)s” is not a kind of condition.") % {"type": kind})
    parts = raw.get("of")
    if not isinstance(parts, list):
        raise ConditionError(_("A group of conditions needs a list under “of”."))
    return _GROUPS[kind](tuple(parse(part, subjects) for part in parts))


def _compare(raw: dict[str, Any], subjects: Mapping[str, Subject]) -> Compare:
    key, slug = raw.get("key"), raw.get("operator")
    subject = subjects.get(key) if isinstance(key, str) else None
    if not isinstance(key, str) or subject is None:
        raise ConditionError(_("No question before this one has the key “%(key)s”.") % {"key": key})
    operator = OPERATORS.get(slug) if isinstance(slug, str) else None
    if operator is None or operator.slug not in subject.operators:
        raise ConditionError(
            _("“%(operator)s” cannot be asked of the question “%(key)s”.")
            % {"operator": slug, "key": key}
        )
    if operator.operand == "none":
        return Compare(key, operator.slug, None, subject.comparable)
    value = raw.get("value")
    if operator.operand == "several":
        items = value if isinstance(value, list) else str(value or "").split(",")
        operand = tuple(_operand(item, subject.comparable, key) for item in items if item != "")
        if not operand:
            raise ConditionError(_("Say which values “%(key)s” is compared with.") % {"key": key})
        return Compare(key, operator.slug, operand, subject.comparable)
    if subject.comparable is Comparable.LIST and operator.slug in {"is", "is_not"}:
        items = value if isinstance(value, list) else str(value or "").split(",")
        return Compare(key, operator.slug, tuple(str(i).strip() for i in items), subject.comparable)
    return Compare(key, operator.slug, _operand(value, subject.comparable, key), subject.comparable)


def _operand(value: Any, kind: Comparable, key: str) -> Any:
    if value is None or value == "":
        raise ConditionError(_("Say which value “%(key)s” is compared with.") % {"key": key})
    if kind is Comparable.BOOLEAN:
        answer = value if isinstance(value, bool) else _BOOLEANS.get(str(value).strip().lower())
        if answer is None:
            raise ConditionError(_("Compare “%(key)s” with yes or no.") % {"key": key})
        return answer
    text = str(value).strip()
    try:
        if kind is Comparable.NUMBER:
            number = Decimal(text)
            if not number.is_finite():
                raise InvalidOperation
            return format(number, "f")
        if kind is Comparable.DATE:
            return dt.date.fromisoformat(text).isoformat()
    except InvalidOperation:
        raise ConditionError(_("Compare “%(key)s” with a number.") % {"key": key}) from None
    except ValueError:
        raise ConditionError(
            _("Compare “%(key)s” with a date such as 2026-03-31.") % {"key": key}
        ) from None
    return text
