"""Addresses as other machines need them: whole, with the scheme and the host of this city."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """Turn a path of this site into an address that works in mails and for search engines."""
    return urljoin(settings.BASE_URL, path)
