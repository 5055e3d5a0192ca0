"""allauth's forms in plain words: labels, hints, and no placeholder that looks like an answer."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
LONGEST_PASSWORD = 1000


def _password_hint() -> str:
    lengths = (getattr(rule, "min_length", 0) for rule in get_default_password_validators())
    length = max(lengths, default=0)
    return gettext(
        "At least %(length)d characters. Three or four words that only you would put together "
        "are easy to remember and hard to guess."
    ) % {"length": length}


PASSWORD_HINT = lazy(_password_hint, str)()


def _what_is_missing(name: str, field: forms.Field) -> Any:
    if isinstance(field, forms.EmailField):
        return _("Write your e-mail address.")
    if name == "code":
        return _("Write the code from the mail.")
    return _("Write your new password.") if name == "password1" else _("Write your password.")


class PlainForm(forms.Form):
    """What the forms below share: their own words, and fields that phones fill in well."""

    labels: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}
    left_out: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.left_out:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            attributes = field.widget.attrs
            attributes.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                attributes |= {"autocapitalize": "none", "spellcheck": "false"}
                attributes["maxlength"] = LONGEST_PASSWORD
                field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _(
                    "Write an e-mail address in full, such as name@example.org."
                )
            if name == "code":
                attributes |= {"autocapitalize": "characters", "spellcheck": "false"}
            field.error_messages["required"] = _what_is_missing(name, field)


class LoginForm(PlainForm, allauth_forms.LoginForm):
    labels: ClassVar[dict[str, Any]] = {
        "login": EMAIL,
        "password": PASSWORD,
        "remember": _("Stay signed in on this device"),
    }


class SignupForm(PlainForm, allauth_forms.SignupForm):
    labels: ClassVar[dict[str, Any]] = {"email": EMAIL, "password1": PASSWORD}
    hints: ClassVar[dict[str, Any]] = {
        "email": _("We send a code to it, to be sure that it is yours."),
        "password1": PASSWORD_HINT,
    }


class AddEmailForm(PlainForm, allauth_forms.AddEmailForm):
    labels: ClassVar[dict[str, Any]] = {"email": _("New e-mail address")}
    hints: ClassVar[dict[str, Any]] = {
        "email": _("We send a code to it. Until you confirm it, nothing changes."),
    }


class ChangePasswordForm(PlainForm, allauth_forms.ChangePasswordForm):
    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Present password"),
        "password1": NEW_PASSWORD,
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}
    left_out: ClassVar[tuple[str, ...]] = ("password2",)


class SetPasswordForm(PlainForm, allauth_forms.SetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {"password1": NEW_PASSWORD}
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}
    left_out: ClassVar[tuple[str, ...]] = ("password2",)


class ResetPasswordForm(PlainForm, allauth_forms.ResetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {"email": EMAIL}


class ResetPasswordKeyForm(PlainForm, allauth_forms.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, Any]] = {"password1": NEW_PASSWORD}
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}
    left_out: ClassVar[tuple[str, ...]] = ("password2",)


class ReauthenticateForm(PlainForm, allauth_forms.ReauthenticateForm):
    labels: ClassVar[dict[str, Any]] = {"password": PASSWORD}


class RequestLoginCodeForm(PlainForm, allauth_forms.RequestLoginCodeForm):
    labels: ClassVar[dict[str, Any]] = {"email": EMAIL}


class ConfirmLoginCodeForm(PlainForm, allauth_forms.ConfirmLoginCodeForm):
    labels: ClassVar[dict[str, Any]] = {"code": _("Code from the mail")}


class ConfirmEmailVerificationCodeForm(PlainForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    labels: ClassVar[dict[str, Any]] = {"code": _("Code from the mail")}


class ConfirmPasswordResetCodeForm(PlainForm, allauth_forms.ConfirmPasswordResetCodeForm):
    labels: ClassVar[dict[str, Any]] = {"code": _("Code from the mail")}
