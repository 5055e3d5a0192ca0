"""One of many options."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.choices import ChoiceField


@dataclass(frozen=True, kw_only=True)
class Select(ChoiceField):
    """One of many options in a list; a long list can be searched where scripts run."""

    slug = "select"
    name = _("Choose one (list)")
    explanation = _("One of many options in a list that can be searched.")
    icon = "list-ul"
    template = "forms_engine/fields/select.html"

    def form_field(self) -> forms.Field:
        field = forms.ChoiceField(
            choices=[("", _("Choose")), *self.choices],
            widget=forms.Select,
            **self.form_field_options,
        )
        field.error_messages["invalid_choice"] = self.required_message
        return field

    @property
    def is_long(self) -> bool:
        """Whether the list is better searched than scrolled."""
        return len(self.options) > 12
