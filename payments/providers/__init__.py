"""The accounts with payment providers, as the setting `PAYMENT_PROVIDERS` lists them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from payments.providers.base import Provider

DEFAULT = "default"


class UnknownProviderError(LookupError):
    """No provider has this name."""


def get_provider(alias: str) -> Provider:
    """The provider of that name. Raises `UnknownProviderError`."""
    try:
        entry = settings.PAYMENT_PROVIDERS[alias]
    except KeyError:
        raise UnknownProviderError(alias) from None
    backend = import_string(entry["BACKEND"])
    if not (isinstance(backend, type) and issubclass(backend, Provider)):
        raise ImproperlyConfigured(f"{entry['BACKEND']} is not a payment provider")
    return backend(alias, entry.get("OPTIONS", {}))
