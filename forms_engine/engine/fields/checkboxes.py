"""Several of a few options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.choices import ChoiceField
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class Checkboxes(ChoiceField):
    """Several of a few options, stored as the list of their values in the order of the options."""

    slug = "checkboxes"
    name = _("Choose several")
    explanation = _("Any number of the options, each shown as a card.")
    icon = "check"
    template = "forms_engine/fields/checkboxes.html"
    comparable = Comparable.LIST
    operators = ("contains", "one_of", "none_of", "is", "is_not", "answered", "empty")

    min_choices: int | None = None
    max_choices: int | None = None

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            *super().option_blocks(),
            ("min_choices", blocks.IntegerBlock(required=False, min_value=1, label=_("At least"))),
            ("max_choices", blocks.IntegerBlock(required=False, min_value=1, label=_("At most"))),
        ]

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from super().problems()
        if self.min_choices and self.min_choices > len(self.options):
            yield "min_choices", gettext("There are fewer options than must be chosen.")
        if self.min_choices and self.max_choices and self.min_choices > self.max_choices:
            yield "max_choices", gettext("“At most” must not be below “at least”.")

    def form_field(self) -> forms.Field:
        field = forms.MultipleChoiceField(
            choices=self.choices,
            widget=forms.CheckboxSelectMultiple,
            validators=[self._check_number],
            **self.form_field_options,
        )
        field.error_messages["invalid_choice"] = self.required_message
        return field

    def _check_number(self, chosen: list[str]) -> None:
        if self.min_choices and len(chosen) < self.min_choices:
            raise ValidationError(
                ngettext("Choose at least %(n)d", "Choose at least %(n)d", self.min_choices)
                % {"n": self.min_choices}
            )
        if self.max_choices and len(chosen) > self.max_choices:
            raise ValidationError(
                ngettext("Choose only %(n)d", "Choose at most %(n)d", self.max_choices)
                % {"n": self.max_choices}
            )

    def to_json(self, value: list[str] | None) -> list[str] | None:
        chosen = set(value or ())
        return [choice.value for choice in self.options if choice.value in chosen] or None

    def display(self, raw: Any) -> str:
        values = raw if isinstance(raw, list) else ([] if raw is None else [raw])
        return "\n".join(self.label_of(value) for value in values)

    def csv_cells(self, raw: Any) -> list[str]:
        return [self.display(raw).replace("\n", "; ")]

    def search_text(self, raw: Any) -> str:
        return self.display(raw).replace("\n", " ")

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        low = self.min_choices or 1
        count = chance.randint(low, max(low, min(self.max_choices or 3, len(self.options))))
        chosen = set(chance.sample([choice.value for choice in self.options], count))
        return self.to_json(list(chosen))

    def json_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": super().json_schema(), "uniqueItems": True}
