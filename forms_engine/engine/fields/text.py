"""A line of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType

TEXT_OPERATORS = ("is", "is_not", "one_of", "none_of", "contains", "answered", "empty")


@dataclass(frozen=True, kw_only=True)
class Text(FieldType):
    """A line of text, such as a name of a street or a registration number."""

    slug = "text"
    name = _("Short text")
    explanation = _("One line of text, such as a plate number or the name of a street.")
    icon = "title"
    template = "forms_engine/fields/input.html"
    operators = TEXT_OPERATORS

    max_length: int = 200
    autocomplete: str = ""
    spellcheck: bool = True

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "max_length",
                blocks.IntegerBlock(
                    default=200, min_value=1, max_value=2000, label=_("Longest answer (characters)")
                ),
            ),
        ]

    def form_field(self) -> forms.Field:
        return forms.CharField(max_length=self.max_length, **self.form_field_options)

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return f"{person['street']}"[: self.max_length]

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}
