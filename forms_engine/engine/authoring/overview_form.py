"""The settings of a form, with its own questions to choose from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from forms_engine.engine.authoring import questions

# As many columns as a list of cases has room for.
MOST_SUMMARY_FIELDS = 3


class OverviewForm(WagtailAdminModelForm):
    """Questions are chosen from those of the draft; one that is gone stays chosen and is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = questions.all_questions(self.instance) if self.instance.pk else {}
        choices = [(key, f"{field.label} ({key})") for key, field in known.items()]
        for name in ("contact_email_field", "applicant_field"):
            if name in self.fields:
                self.fields[name] = self._one(name, choices)
        if "summary_fields" in self.fields:
            self.fields["summary_fields"] = self._several(choices)

    def _one(self, name: str, choices: list[tuple[str, str]]) -> forms.Field:
        old = self.fields[name]
        value = getattr(self.instance, name)
        return forms.ChoiceField(
            label=old.label,
            help_text=old.help_text,
            required=False,
            choices=[("", _("None")), *choices, *_gone([value], choices)],
        )

    def _several(self, choices: list[tuple[str, str]]) -> forms.Field:
        old = self.fields["summary_fields"]
        chosen = [key.strip() for key in self.instance.summary_fields.split(",") if key.strip()]
        self.initial["summary_fields"] = chosen
        return SummaryField(
            label=old.label,
            help_text=_("Up to three. Officers see these answers beside each case."),
            required=False,
            choices=[*choices, *_gone(chosen, choices)],
            widget=forms.CheckboxSelectMultiple,
        )


class SummaryField(forms.MultipleChoiceField):
    """Several keys, kept in one text with commas."""

    def clean(self, value: Any) -> str:
        chosen: list[str] = super().clean(value)
        if len(chosen) > MOST_SUMMARY_FIELDS:
            raise forms.ValidationError(_("Choose three questions at most."))
        return ",".join(chosen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != list(data or [])


def _gone(chosen: list[str], choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    known = dict(choices)
    return [(key, key) for key in chosen if key and key not in known]
