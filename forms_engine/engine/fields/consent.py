"""A statement to agree to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class Consent(FieldType):
    """A statement with one box to tick; stored as ``true``, or not at all when not ticked."""

    slug = "consent"
    name = _("Consent or declaration")
    explanation = _("A sentence that people confirm with a tick.")
    icon = "check"
    group = "people"
    template = "forms_engine/fields/consent.html"
    comparable = Comparable.BOOLEAN
    operators = ("is", "is_not", "answered", "empty")
    translatable = ("label", "help_text", "text")

    text: str = ""

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "text",
                blocks.TextBlock(
                    max_length=1000, label=_("Statement"), help_text=_("“I agree that …”")
                ),
            )
        ]

    @property
    def statement(self) -> str:
        """The words beside the box."""
        return self.text or self.label

    @property
    def required_message(self) -> str:
        return gettext("Tick the box to agree: “%(text)s”") % {"text": self.statement}

    def form_field(self) -> forms.Field:
        return forms.BooleanField(**self.form_field_options)

    def to_json(self, value: bool | None) -> bool | None:
        return True if value else None

    def display(self, raw: Any) -> str:
        return gettext("Agreed") if raw is True else ""

    def display_operand(self, value: Any) -> str:
        return gettext("agreed") if value is True else gettext("not agreed")

    def csv_cells(self, raw: Any) -> list[str]:
        return ["true" if raw is True else ""]

    def search_text(self, raw: Any) -> str:
        return ""

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return True

    def json_schema(self) -> dict[str, Any]:
        return {"const": True}
