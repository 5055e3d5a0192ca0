"""A whole number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.numbers import NUMBER_OPERATORS, number_field, show_number
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class Integer(FieldType):
    """A whole number, stored as a JSON number."""

    slug = "integer"
    name = _("Whole number")
    explanation = _("A number without decimals, such as how many people live there.")
    icon = "order"
    group = "numbers"
    template = "forms_engine/fields/input.html"
    comparable = Comparable.NUMBER
    operators = NUMBER_OPERATORS
    attributes = {"type": "text", "inputmode": "numeric"}

    min_value: int | None = None
    max_value: int | None = None
    unit: str = ""

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            ("min_value", blocks.IntegerBlock(required=False, label=_("Smallest"))),
            ("max_value", blocks.IntegerBlock(required=False, label=_("Largest"))),
            ("unit", blocks.CharBlock(required=False, max_length=20, label=_("Unit"))),
        ]

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from super().problems()
        if None not in (self.min_value, self.max_value) and self.min_value > self.max_value:  # type: ignore[operator]
            yield "max_value", str(_("The largest number must not be below the smallest."))

    def form_field(self) -> forms.Field:
        field = number_field(
            low=self.min_value, high=self.max_value, places=0, options=self.form_field_options
        )
        whole = _("Enter a whole number, without decimals")
        for validator in field.validators:
            if hasattr(validator, "messages"):
                validator.messages = {**validator.messages, "max_decimal_places": whole}
        return field

    def to_json(self, value: Decimal | None) -> int | None:
        return None if value is None else int(value)

    def display(self, raw: Any) -> str:
        number = show_number(raw)
        return f"{number} {self.unit}" if number and self.unit else number

    def csv_cells(self, raw: Any) -> list[str]:
        return ["" if raw is None else str(raw)]

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        low = self.min_value if self.min_value is not None else 1
        high = self.max_value if self.max_value is not None else low + 12
        return chance.randint(low, min(high, low + 12))

    def json_schema(self) -> dict[str, Any]:
        limits = {"minimum": self.min_value, "maximum": self.max_value}
        return {"type": "integer", **{k: v for k, v in limits.items() if v is not None}}
