"""One of a few options, all in sight."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.choices import ChoiceField


@dataclass(frozen=True, kw_only=True)
class Radios(ChoiceField):
    """One of a few options, each a large card."""

    slug = "radios"
    name = _("Choose one (cards)")
    explanation = _("One of a few options, each shown as a card.")
    icon = "radio-full"
    template = "forms_engine/fields/radios.html"

    def form_field(self) -> forms.Field:
        field = forms.ChoiceField(
            choices=self.choices, widget=forms.RadioSelect, **self.form_field_options
        )
        field.error_messages["invalid_choice"] = self.required_message
        return field
