"""What whole numbers, decimals and sums of money have in common."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

NUMBER_OPERATORS = (
    "is",
    "is_not",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "answered",
    "empty",
)

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
# Digits alone: Python would also take "1e3", "NaN" and underscores, which nobody means.
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$|[+-]?\d{1,3}([.,])\d{3}(?!\2)[.,]\d+$"
)


def plain_number(text: str) -> str:
    """Read a number as people write it: spaces inside, a comma or a point before the decimals.

    ``1 234,50``, ``1,234.50`` and ``1.234,50`` all become ``1234.50``. Where a single mark could be
    either (``1,234``), it is taken for the decimal mark, as the hint beside the field shows.
    """
    text = _SPACES.sub("", text)
    last = max(text.rfind(","), text.rfind("."))
    if last == -1:
        return text
    whole, fraction = text[:last], text[last + 1 :]
    mark = text[last]
    if mark in whole:
        return text.replace(mark, "") if _GROUPED.fullmatch(text) else text
    return f"{whole.replace(',', '').replace('.', '')}.{fraction}"


class NumberField(forms.DecimalField):
    """A decimal number in any of the ways people write one."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain_number(value)
            if value and not _PLAIN.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def number_field(
    *, low: Decimal | int | None, high: Decimal | int | None, places: int, options: dict[str, Any]
) -> NumberField:
    """A field with messages that name the limit it missed."""
    field = NumberField(max_digits=20, decimal_places=places, **options)
    field.error_messages["invalid"] = _("Enter a number, in digits")
    if low is not None:
        message = _("Enter %(limit_value)s or more")
        field.validators.append(MinValueValidator(low, message=message))
    if high is not None:
        message = _("Enter %(limit_value)s or less")
        field.validators.append(MaxValueValidator(high, message=message))
    return field


def show_number(raw: Any, places: int | None = None) -> str:
    """A stored number in the active language's notation; what is no number is shown as it is."""
    if raw is None:
        return ""
    try:
        return number_format(Decimal(str(raw)), places, use_l10n=True, force_grouping=True)
    except (ArithmeticError, ValueError):
        return str(raw)
