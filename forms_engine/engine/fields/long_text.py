"""Text of several lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType


class LinesField(forms.CharField):
    """Text whose line ends count as one character each, as the counter at the box has it."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


@dataclass(frozen=True, kw_only=True)
class LongText(FieldType):
    """Text of several lines, with a count of the characters left."""

    slug = "long_text"
    name = _("Long text")
    explanation = _("Several lines in people's own words, with a counter of what is left.")
    icon = "pilcrow"
    template = "forms_engine/fields/textarea.html"
    operators = ("contains", "answered", "empty")

    max_length: int = 2000
    rows: int = 5

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "max_length",
                blocks.IntegerBlock(
                    default=2000,
                    min_value=1,
                    max_value=20000,
                    label=_("Longest answer (characters)"),
                ),
            ),
            ("rows", blocks.IntegerBlock(default=5, min_value=2, max_value=30, label=_("Lines"))),
        ]

    def form_field(self) -> forms.Field:
        return LinesField(
            max_length=self.max_length, widget=forms.Textarea, **self.form_field_options
        )

    def to_json(self, value: str) -> str | None:
        return value or None

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        text = f"It is about {person['street']}. Ring twice, the bell is slow."
        return text[: self.max_length]

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}
