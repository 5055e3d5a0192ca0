"""What every field type is and promises."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail import blocks

from forms_engine.engine.logic import ALWAYS, Comparable, Condition, ConditionError, parse


class DefinitionError(ValueError):
    """A part of a definition that cannot be used. ``path`` is its JSON pointer."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """One kind of question.

    The attributes of a subclass are the names of its Wagtail block's children, so what the
    StreamField stores is the definition. Answers are kept as JSON (``to_json``); every way of
    showing one starts from that JSON and must bear answers given to an older version of the field.
    """

    slug: ClassVar[str]
    name: ClassVar[Promise]
    # One sentence for the editor who looks for the right type.
    explanation: ClassVar[Promise]
    icon: ClassVar[str] = "form"
    template: ClassVar[str]
    comparable: ClassVar[Comparable] = Comparable.TEXT
    operators: ClassVar[tuple[str, ...]] = ("answered", "empty")
    holds_answer: ClassVar[bool] = True
    # Whether its answer is an address to which mails can go.
    takes_mail: ClassVar[bool] = False
    group: ClassVar[str] = "text"
    translatable: ClassVar[tuple[str, ...]] = ("label", "help_text")
    # HTML attributes of the box, for types that are asked by one box: keyboard, autofill …
    attributes: ClassVar[Mapping[str, str]] = {"type": "text"}

    key: str
    label: str = ""
    help_text: str = ""
    required: bool = True
    visible_if: Condition = ALWAYS
    required_if: Condition | None = None

    # --- definition -------------------------------------------------------------------------

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        """Wagtail blocks for the attributes that only this type has."""
        return []

    @classmethod
    def load(cls, raw: Mapping[str, Any], subjects: Mapping[str, FieldType]) -> Self:
        """Build the field from its JSON; ``subjects`` are the fields before it, by key.

        Raises `DefinitionError` with the name of the attribute that is wrong.
        """
        known = {attribute.name for attribute in dataclasses.fields(cls)}
        values: dict[str, Any] = {}
        for name, value in raw.items():
            if name == "type":
                continue
            if name not in known:
                message = _("“%(name)s” is not known here.") % {"name": name}
                raise DefinitionError(message, f"/{name}")
            try:
                if name in {"visible_if", "required_if"}:
                    values[name] = parse(value, subjects) if value else None
                else:
                    values[name] = cls.load_option(name, value)
            except ValidationError as error:
                raise DefinitionError(" ".join(error.messages), f"/{name}") from error
            except (ConditionError, ValueError, TypeError) as error:
                raise DefinitionError(str(error), f"/{name}") from error
        values["visible_if"] = values.get("visible_if") or ALWAYS
        return cls(**values)

    @classmethod
    def load_option(cls, name: str, value: Any) -> Any:
        """Turn the JSON of one attribute into its Python value, checked as the editor's box does.

        Raises `DefinitionError`, or Django's `ValidationError` with the words of the editor's box.
        """
        expected = {"required": bool, "key": str, "label": str, "help_text": str}.get(name)
        box = cls._boxes().get(name)
        if expected is None and box is not None:
            expected = bool if isinstance(box, forms.BooleanField) else None
        if expected and not isinstance(value, expected):
            raise DefinitionError(_("“%(name)s” has the wrong type.") % {"name": name})
        if box is None or expected is bool:
            return value
        return box.clean(value)

    @classmethod
    @functools.cache
    def _boxes(cls) -> dict[str, forms.Field]:
        """The Django fields in which an editor enters this type's own plain options."""
        return {
            name: block.field
            for name, block in cls.option_blocks()
            if isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.RichTextBlock)
        }

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield (attribute, message) for whatever would keep the question from working."""
        if not self.label and self.holds_answer:
            yield "label", _("Write the question.")

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of every text that a translation replaces."""
        for name in self.translatable:
            if text := getattr(self, name):
                yield name, text

    def translated(self, texts: Mapping[str, str]) -> Self:
        """The same field with those of its texts replaced that are given."""
        changes: dict[str, Any] = {
            name: texts[name] for name in self.translatable if texts.get(name)
        }
        return dataclasses.replace(self, **changes) if changes else self

    # --- asking -----------------------------------------------------------------------------

    @property
    def required_message(self) -> str:
        """What to do when the answer is missing."""
        return _("Fill in “%(label)s”") % {"label": self.label}

    @property
    def form_field_options(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "help_text": self.help_text,
            "required": self.required,
            "error_messages": {"required": self.required_message},
        }

    def form_field(self) -> forms.Field:
        """The Django form field that asks the question. Its ``required`` may be set anew."""
        raise NotImplementedError

    def settle(self, value: Any, keep: Callable[[UploadedFile[Any]], dict[str, Any]]) -> Any:
        """Make a cleaned value ready for `to_json`; ``keep`` stores a file and describes it."""
        return value

    def recheck(self, raw: Any, *, required: bool) -> None:
        """Check a stored answer as if it were sent now.

        A draft may be weeks old, and a rule such as "in the future" can have run out meanwhile.
        Raises Django's ``ValidationError`` with what to do about it.
        """
        field = self.form_field()
        field.required = required
        cleaned = self.to_json(field.clean(self.from_json(raw)))
        # What a page stored comes out as it went in; all else was put there by other means.
        if cleaned != raw or type(cleaned) is not type(raw):
            raise forms.ValidationError(self.required_message)

    # --- JSON in and out --------------------------------------------------------------------

    def to_json(self, value: Any) -> Any:
        """Turn a cleaned value of the form field into what is stored; None when empty."""
        return value or None

    def from_json(self, raw: Any) -> Any:
        """Turn a stored answer back into what the form field takes as initial value."""
        return raw

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        """An invented stored answer that the field itself would accept, for demos and trials.

        ``person`` says who answers: first, last, email, phone (E.164), street, postcode, city.
        """
        return None

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema of a stored answer."""
        return {"type": "string"}

    # --- showing ----------------------------------------------------------------------------

    def display(self, raw: Any) -> str:
        """The stored answer as plain text in the active language; lines are parted by newline."""
        return "" if raw is None else str(raw)

    def display_operand(self, value: Any) -> str:
        """One value of a condition on this field, for people."""
        return self.display(value)

    def csv_columns(self) -> list[str]:
        """Headings of this field's columns; they never depend on an answer."""
        return [self.key]

    def csv_cells(self, raw: Any) -> list[str]:
        """The answer's cells, as many as there are columns."""
        return [self.display(raw)]

    def search_text(self, raw: Any) -> str:
        """The words by which an officer may find the answer."""
        return self.display(raw)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question; ``value`` is stored, ``label`` is shown."""

    value: str
    label: str
    hint: str = ""


def load_choices(raw: Any) -> tuple[Choice, ...]:
    """Read options from JSON: a list of objects with ``value``, ``label`` and maybe ``hint``."""
    if not isinstance(raw, list):
        raise DefinitionError(_("“options” must be a list."))
    choices = []
    for item in raw:
        if not isinstance(item, dict) or not str(item.get("label", "")).strip():
            raise DefinitionError(_("Each option needs a label."))
        label = str(item["label"]).strip()
        value = str(item.get("value") or "").strip() or label
        choices.append(Choice(value, label, str(item.get("hint") or "")))
    return tuple(choices)
