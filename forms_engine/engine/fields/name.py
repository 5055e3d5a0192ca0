"""A person's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.parts import PartsField, part


@dataclass(frozen=True, kw_only=True)
class Name(FieldType):
    """A person's name in two boxes. People with one name leave the second one empty."""

    slug = "name"
    name = _("Person's name")
    explanation = _("First name and last name in two boxes, which browsers can fill in.")
    icon = "user"
    group = "people"
    template = "forms_engine/fields/parts.html"

    def form_field(self) -> forms.Field:
        return PartsField(
            {
                "first": part(
                    _("First names"), missing=_("Enter the first names"), autocomplete="given-name"
                ),
                "last": part(_("Last names"), autocomplete="family-name"),
            },
            **self.form_field_options,
        )

    def display(self, raw: Any) -> str:
        if not isinstance(raw, dict):
            return "" if raw is None else str(raw)
        return " ".join(str(raw[p]) for p in ("first", "last") if raw.get(p))

    def csv_columns(self) -> list[str]:
        return [f"{self.key}.first", f"{self.key}.last"]

    def csv_cells(self, raw: Any) -> list[str]:
        raw = raw if isinstance(raw, dict) else {}
        return [str(raw.get("first", "")), str(raw.get("last", ""))]

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return {part: person[part] for part in ("first", "last") if person.get(part)}

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"first": {"type": "string"}, "last": {"type": "string"}},
            "required": ["first"],
            "additionalProperties": False,
        }
