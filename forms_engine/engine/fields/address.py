"""A postal address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.parts import PartsField, part

PARTS = ("street", "extra", "postcode", "city")


@dataclass(frozen=True, kw_only=True)
class Address(FieldType):
    """A postal address in four boxes; it crosses no border, so it asks for no country."""

    slug = "address"
    name = _("Address")
    explanation = _("Street, postcode and town in boxes of their own, which browsers can fill in.")
    icon = "home"
    group = "people"
    template = "forms_engine/fields/parts.html"

    def form_field(self) -> forms.Field:
        return PartsField(
            {
                "street": part(
                    _("Street and number"),
                    missing=_("Enter the street and the number"),
                    autocomplete="address-line1",
                ),
                "extra": part(
                    _("Flat, floor or building (optional)"), autocomplete="address-line2"
                ),
                "postcode": part(
                    _("Postcode"),
                    missing=_("Enter the postcode"),
                    max_length=12,
                    autocomplete="postal-code",
                ),
                "city": part(
                    _("Town or city"),
                    missing=_("Enter the town or city"),
                    autocomplete="address-level2",
                ),
            },
            **self.form_field_options,
        )

    def display(self, raw: Any) -> str:
        if not isinstance(raw, dict):
            return "" if raw is None else str(raw)
        town = " ".join(str(raw[p]) for p in ("postcode", "city") if raw.get(p))
        lines = [str(raw.get("street") or ""), str(raw.get("extra") or ""), town]
        return "\n".join(line for line in lines if line)

    def csv_columns(self) -> list[str]:
        return [f"{self.key}.{part}" for part in PARTS]

    def csv_cells(self, raw: Any) -> list[str]:
        raw = raw if isinstance(raw, dict) else {}
        return [str(raw.get(part, "")) for part in PARTS]

    def search_text(self, raw: Any) -> str:
        return self.display(raw).replace("\n", " ")

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return {part: person[part] for part in PARTS if person.get(part)}

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {part: {"type": "string"} for part in PARTS},
            "required": ["street", "postcode", "city"],
            "additionalProperties": False,
        }
