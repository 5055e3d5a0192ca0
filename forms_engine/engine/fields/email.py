"""An e-mail address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.text import TEXT_OPERATORS


@dataclass(frozen=True, kw_only=True)
class Email(FieldType):
    """An e-mail address."""

    slug = "email"
    name = _("E-mail address")
    explanation = _("An e-mail address. The receipt can be sent to it.")
    icon = "mail"
    group = "people"
    template = "forms_engine/fields/input.html"
    operators = TEXT_OPERATORS
    takes_mail = True
    attributes = {"type": "email", "autocomplete": "email", "spellcheck": "false"}

    def form_field(self) -> forms.Field:
        field = forms.EmailField(max_length=254, **self.form_field_options)
        wrong = _("Enter an e-mail address like name@example.com")
        field.error_messages["invalid"] = wrong
        field.validators = [
            EmailValidator(message=wrong) if isinstance(check, EmailValidator) else check
            for check in field.validators
        ]
        return field

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        return person["email"]

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "email"}
