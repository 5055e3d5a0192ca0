"""How allauth behaves here: its mails go through the outbox, and its pages speak your language."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.actions import notify
from accounts.users import User

# What only the page that asked for the mail, or nobody, may keep after it is sent.
SECRETS = ("code", "key")
SHOWN = (
    *SECRETS,
    "ip",
    "timestamp",
    "password_reset_url",
    "signup_url",
    "from_email",
    "to_email",
    "deleted_email",
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Call us if that surprises you."),
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": _(
            "This e-mail address and this password do not belong together. Check both, or sign "
            "in with a code instead."
        ),
        "email_taken": _("Use another e-mail address: this one cannot be added."),
        "enter_current_password": _("This is not your present password. Check it."),
        "incorrect_code": _("This is not the code we sent. Check it, or ask for a new one."),
        "incorrect_password": _("This is not your password. Check it."),
        "same_as_current": _("Write another address than the present one."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait five minutes, then try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox: ``account/email/<name>`` is ``mails/account/<name>``.

        So an answer takes as long whether or not the address has an account, and a mail
        server's pause costs nobody a code.
        """
        template = template_prefix.replace("/email/", "/")
        user = context.get("user")
        notify(
            purpose=f"{template}:{uuid.uuid4()}",
            to=email,
            template=template,
            context={"email": email} | {key: context[key] for key in SHOWN if key in context},
            language=_language_of(user),
            secret=any(key in context for key in SECRETS),
        )

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Remember the language in which somebody signed up: mails will be written in it."""
        user.language = get_language() or settings.LANGUAGE_CODE
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError as error:  # a double click: the other request made the account
            raise ImmediateHttpResponse(redirect("account_login")) from error
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing in, in the person's own language.

        Whoever has switched the page to another language than the site's keeps that one.
        """
        url: str = super().get_login_redirect_url(request)
        shown = get_language() or settings.LANGUAGE_CODE
        own = getattr(request.user, "language", "")
        return _in_language(url, own if shown == settings.LANGUAGE_CODE else shown)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing out, in the language of the page that was left."""
        url: str = super().get_logout_redirect_url(request)
        return _in_language(url, get_language() or "")


def _in_language(url: str, language: str) -> str:
    """The address in that language of one from the settings, where it has no prefix."""
    with override(settings.LANGUAGE_CODE):  # else an address without a prefix is not known
        return translate_url(url, language) if language in dict(settings.LANGUAGES) else url


def _language_of(user: object) -> str:
    chosen = user.language if isinstance(user, User) else ""
    return chosen or get_language() or settings.LANGUAGE_CODE
