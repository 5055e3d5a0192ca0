"""A sum of money."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.numbers import NUMBER_OPERATORS, number_field
from forms_engine.engine.logic import Comparable
from payments.money import exponent, format_major


@dataclass(frozen=True, kw_only=True)
class Money(FieldType):
    """A sum in the city's currency, stored as text with its decimals (``"84.00"``)."""

    slug = "money"
    name = _("Sum of money")
    explanation = _("An amount in the city's currency.")
    icon = "order"
    group = "numbers"
    template = "forms_engine/fields/input.html"
    comparable = Comparable.NUMBER
    operators = NUMBER_OPERATORS
    attributes = {"type": "text", "inputmode": "decimal"}

    min_value: decimal.Decimal | None = decimal.Decimal(0)
    max_value: decimal.Decimal | None = None

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            ("min_value", blocks.DecimalBlock(required=False, default=0, label=_("Smallest"))),
            ("max_value", blocks.DecimalBlock(required=False, label=_("Largest"))),
        ]

    @property
    def unit(self) -> str:
        return settings.CURRENCY

    @property
    def places(self) -> int:
        return exponent(self.unit)

    def form_field(self) -> forms.Field:
        options = self.form_field_options
        return number_field(
            low=self.min_value, high=self.max_value, places=self.places, options=options
        )

    def to_json(self, value: decimal.Decimal | None) -> str | None:
        return None if value is None else f"{value:.{self.places}f}"

    def display(self, raw: Any) -> str:
        if raw is None:
            return ""
        try:
            amount = decimal.Decimal(str(raw))
        except decimal.InvalidOperation:
            return str(raw)
        if not amount.is_finite():
            return str(raw)
        return format_major(amount, self.unit, get_language() or settings.LANGUAGE_CODE)

    def csv_cells(self, raw: Any) -> list[str]:
        return ["" if raw is None else str(raw)]

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        low = self.min_value if self.min_value is not None else decimal.Decimal(0)
        high = self.max_value if self.max_value is not None else low + 2400
        share = decimal.Decimal(chance.randint(5, 95)) / 100
        return f"{low + (high - low) * share:.{self.places}f}"

    def json_schema(self) -> dict[str, Any]:
        decimals = rf"\.[0-9]{{{self.places}}}" if self.places else ""
        return {"type": "string", "pattern": rf"^-?[0-9]+{decimals}$"}
