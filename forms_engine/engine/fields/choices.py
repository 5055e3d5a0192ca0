"""What every question with options shares: radios, checkboxes and select build on this class."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import Choice, FieldType, load_choices

CHOICE_OPERATORS = ("is", "is_not", "one_of", "none_of", "answered", "empty")


class OptionBlock(blocks.StructBlock):
    """One option as the editor sees it."""

    label = blocks.CharBlock(max_length=200, label=_("What people read"))
    hint = blocks.CharBlock(required=False, max_length=250, label=_("Hint"))
    value = blocks.CharBlock(
        required=False,
        max_length=80,
        label=_("Stored value"),
        help_text=_("Made from the label when you leave it empty. Fixed once the form is public."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")


@dataclass(frozen=True, kw_only=True)
class ChoiceField(FieldType):
    """A question with options. The option's value is stored, its label is shown."""

    group = "choices"
    operators: ClassVar[tuple[str, ...]] = CHOICE_OPERATORS

    options: tuple[Choice, ...] = ()

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [("options", blocks.ListBlock(OptionBlock(), min_num=1, label=_("Options")))]

    @classmethod
    def load_option(cls, name: str, value: Any) -> Any:
        return load_choices(value) if name == "options" else super().load_option(name, value)

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from super().problems()
        values = [choice.value for choice in self.options]
        if not values:
            yield "options", gettext("Add at least one option.")
        for value in sorted({value for value in values if values.count(value) > 1}):
            yield "options", gettext("Two options are stored as “%(value)s”.") % {"value": value}

    def texts(self) -> Iterator[tuple[str, str]]:
        yield from super().texts()
        for choice in self.options:
            yield f"options.{choice.value}", choice.label
            if choice.hint:
                yield f"options.{choice.value}.hint", choice.hint

    def translated(self, texts: Mapping[str, str]) -> Self:
        options = tuple(
            Choice(
                choice.value,
                texts.get(f"options.{choice.value}") or choice.label,
                texts.get(f"options.{choice.value}.hint") or choice.hint,
            )
            for choice in self.options
        )
        return dataclasses.replace(super().translated(texts), options=options)

    @property
    def options_shown(self) -> tuple[Choice, ...]:
        return self.options

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options in the shape that Django's form fields take."""
        return [(choice.value, choice.label) for choice in self.options]

    @property
    def required_message(self) -> str:
        return gettext("Choose an answer to “%(label)s”") % {"label": self.label}

    def label_of(self, value: Any) -> str:
        """The label of a stored value; a value of an older version is shown as it was stored."""
        return next((c.label for c in self.options if c.value == value), str(value))

    def display(self, raw: Any) -> str:
        return "" if raw is None else self.label_of(raw)

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return chance.choice(self.options).value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [choice.value for choice in self.options]}
