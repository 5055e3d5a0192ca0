"""What `manage.py check` says about payments."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured

from payments.providers import DEFAULT, get_provider
from payments.providers.sandbox import SandboxProvider


def providers_are_known(**kwargs: Any) -> list[CheckMessage]:
    """Every entry of `PAYMENT_PROVIDERS` can be loaded, and there is one for everything."""
    found: list[CheckMessage] = []
    if DEFAULT not in settings.PAYMENT_PROVIDERS:
        found.append(Error("PAYMENT_PROVIDERS has no entry “default”.", id="payments.E001"))
    for alias in settings.PAYMENT_PROVIDERS:
        try:
            get_provider(alias)
        except (ImproperlyConfigured, ImportError, KeyError) as error:
            text = f"The payment provider “{alias}” cannot be loaded: {error}"
            found.append(Error(text, id="payments.E002"))
    return found


def no_sandbox_in_production(**kwargs: Any) -> list[CheckMessage]:
    """Outside a demo, nobody should be able to pay with the sandbox's play money."""
    if settings.DEMO:
        return []
    return [
        Caution(
            f"The payment provider “{alias}” is the sandbox: everybody pays with play money.",
            hint="Set PAYMENT_PROVIDERS to an account with a real provider.",
            id="payments.W001",
        )
        for alias in settings.PAYMENT_PROVIDERS
        if isinstance(get_provider(alias), SandboxProvider)
    ]
