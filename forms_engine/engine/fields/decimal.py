"""A number with decimals."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.numbers import NUMBER_OPERATORS, number_field, show_number
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class Decimal(FieldType):
    """A number with decimals, stored as text in plain decimal notation so that none is lost."""

    slug = "decimal"
    name = _("Decimal number")
    explanation = _("A number with decimals, such as a length or an area.")
    icon = "order"
    group = "numbers"
    template = "forms_engine/fields/input.html"
    comparable = Comparable.NUMBER
    operators = NUMBER_OPERATORS
    attributes = {"type": "text", "inputmode": "decimal"}

    min_value: decimal.Decimal | None = None
    max_value: decimal.Decimal | None = None
    decimal_places: int = 2
    unit: str = ""

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            ("min_value", blocks.DecimalBlock(required=False, label=_("Smallest"))),
            ("max_value", blocks.DecimalBlock(required=False, label=_("Largest"))),
            (
                "decimal_places",
                blocks.IntegerBlock(default=2, min_value=0, max_value=6, label=_("Decimals")),
            ),
            ("unit", blocks.CharBlock(required=False, max_length=20, label=_("Unit"))),
        ]

    def form_field(self) -> forms.Field:
        return number_field(
            low=self.min_value,
            high=self.max_value,
            places=self.decimal_places,
            options=self.form_field_options,
        )

    def to_json(self, value: decimal.Decimal | None) -> str | None:
        return None if value is None else format(value, "f")

    def display(self, raw: Any) -> str:
        number = show_number(raw)
        return f"{number} {self.unit}" if number and self.unit else number

    def csv_cells(self, raw: Any) -> list[str]:
        return ["" if raw is None else str(raw)]

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        low = self.min_value if self.min_value is not None else decimal.Decimal(1)
        high = self.max_value if self.max_value is not None else low + 90
        step = decimal.Decimal(1).scaleb(-self.decimal_places)
        share = decimal.Decimal(chance.randint(0, 100)) / 100
        return format((low + (min(high, low + 90) - low) * share).quantize(step), "f")

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
