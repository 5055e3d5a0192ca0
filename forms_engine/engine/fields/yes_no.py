"""Yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import Choice, FieldType
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class YesNo(FieldType):
    """A question answered by yes or no, stored as a JSON boolean."""

    slug = "yes_no"
    name = _("Yes or no")
    explanation = _("A question that is answered by yes or no.")
    icon = "check"
    group = "choices"
    template = "forms_engine/fields/radios.html"
    comparable = Comparable.BOOLEAN
    operators = ("is", "is_not", "answered", "empty")

    @property
    def options_shown(self) -> list[Choice]:
        return [
            Choice("true", pgettext("answer", "Yes")),
            Choice("false", pgettext("answer", "No")),
        ]

    @property
    def required_message(self) -> str:
        return gettext("Choose yes or no for “%(label)s”") % {"label": self.label}

    def form_field(self) -> forms.Field:
        field = forms.TypedChoiceField(
            choices=[(choice.value, choice.label) for choice in self.options_shown],
            coerce=lambda value: value == "true",
            empty_value=None,
            widget=forms.RadioSelect,
            **self.form_field_options,
        )
        field.error_messages["invalid_choice"] = self.required_message
        return field

    def to_json(self, value: bool | None) -> bool | None:
        return value

    def from_json(self, raw: Any) -> Any:
        return {True: "true", False: "false"}.get(raw) if isinstance(raw, bool) else None

    def display(self, raw: Any) -> str:
        shown = {choice.value: choice.label for choice in self.options_shown}
        return shown.get(self.from_json(raw) or "", "" if raw is None else str(raw))

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return chance.random() < 0.5

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}
