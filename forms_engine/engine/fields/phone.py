"""A phone number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import FieldType


class PhoneField(forms.CharField):
    """Reads a phone number as people write it and gives it back in E.164 (``+351912345678``)."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, settings.PHONE_REGION)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(
                _("Enter a phone number like 0912 345 678 or +44 20 7946 0000"), code="invalid"
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True, kw_only=True)
class Phone(FieldType):
    """A phone number, stored in E.164."""

    slug = "phone"
    name = _("Phone number")
    explanation = _("A phone number from any country, stored in one notation.")
    icon = "mobile-alt"
    group = "people"
    template = "forms_engine/fields/input.html"
    attributes = {"type": "tel", "autocomplete": "tel"}

    def form_field(self) -> forms.Field:
        return PhoneField(max_length=40, **self.form_field_options)

    def display(self, raw: Any) -> str:
        if not raw:
            return ""
        try:
            number = phonenumbers.parse(str(raw))
        except phonenumbers.NumberParseException:
            return str(raw)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def from_json(self, raw: Any) -> Any:
        return self.display(raw)

    def csv_cells(self, raw: Any) -> list[str]:
        return ["" if raw is None else str(raw)]

    def search_text(self, raw: Any) -> str:
        return "" if raw is None else str(raw)

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return person["phone"]

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[0-9]{5,15}$"}
