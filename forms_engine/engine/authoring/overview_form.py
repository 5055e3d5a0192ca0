"""The settings of a form, with its own questions to choose from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from forms_engine.engine.authoring import questions

# As many columns as a list of cases has room for.
MOST_SUMMARY_FIELDS = 3


class QuestionSelect(forms.Select):
    """A list of questions, written without a template an option: there may be a thousand."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) == chosen else "", label)
                for key, label in self.choices
            ),
        )
        return format_html("<select{}>{}</select>", flatatt(built), options)


class SummaryWidget(forms.MultiWidget):
    """One list a column."""

    def __init__(self, choices: list[tuple[str, Any]]) -> None:
        super().__init__([QuestionSelect(choices=choices) for _ in range(MOST_SUMMARY_FIELDS)])

    def decompress(self, value: str | None) -> list[str]:
        keys = [key.strip() for key in (value or "").split(",") if key.strip()]
        return [*keys, *[""] * MOST_SUMMARY_FIELDS][:MOST_SUMMARY_FIELDS]


class SummaryField(forms.MultiValueField):
    """Up to three keys, kept in one text with commas."""

    def __init__(self, *, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        fields = [
            forms.ChoiceField(choices=choices, required=False) for _ in range(MOST_SUMMARY_FIELDS)
        ]
        super().__init__(fields, widget=SummaryWidget(choices), **kwargs)

    def compress(self, chosen: list[str]) -> str:
        return ",".join(dict.fromkeys(key for key in chosen if key))


class OverviewForm(WagtailAdminModelForm):
    """Questions are chosen from those of the draft; one that is gone stays chosen and is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = questions.all_questions(self.instance) if self.instance.pk else {}
        choices: list[tuple[str, Any]] = [("", _("None"))]
        choices += [(key, f"{field.label} ({key})") for key, field in known.items()]
        mailable = [choice for choice in choices if not choice[0] or known[choice[0]].takes_mail]
        for name in ("contact_email_field", "applicant_field"):
            if name in self.fields:
                chosen = [getattr(self.instance, name)]
                fitting = mailable if name == "contact_email_field" else choices
                self.fields[name] = forms.ChoiceField(
                    choices=_with(chosen, fitting), widget=QuestionSelect, **self._words(name)
                )
        if "summary_fields" in self.fields:
            chosen = [key.strip() for key in self.instance.summary_fields.split(",")]
            words = self._words("summary_fields")
            words["help_text"] = _("Officers see these answers beside each case.")
            self.fields["summary_fields"] = SummaryField(choices=_with(chosen, choices), **words)

    def _words(self, name: str) -> dict[str, Any]:
        old = self.fields[name]
        return {"label": old.label, "help_text": old.help_text, "required": False}


def _with(chosen: list[str], choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    known = dict(choices)
    return [*choices, *((key, key) for key in chosen if key not in known)]
