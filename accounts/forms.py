"""What a person may change about themselves."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.users import User


class ProfileForm(forms.ModelForm[User]):
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Mails, letters and receipts come in this language."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "first_name": _("As in your identity document."),
        }
