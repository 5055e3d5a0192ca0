"""Posting a notice to the merchant, who lives in the same process: as HTTP, without a network."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from accounts.outbox import PermanentError, TemporaryError
from payments.providers import get_provider
from payments.providers.sandbox import SIGNATURE_HEADER, SandboxProvider
from payments.sandbox.bank import BankNotice


def post(notice: BankNotice) -> None:
    """Hand the signed notice to the view that listens at the merchant's address.

    Raises `TemporaryError` if it answers anything but success, as a real bank would try again.
    """
    provider = get_provider(notice.checkout.account)
    if not isinstance(provider, SandboxProvider):
        raise PermanentError("The account is no longer one of the sandbox")
    body = notice.body
    address = urlsplit(notice.checkout.webhook_url)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address.path,
            "SERVER_NAME": address.hostname or "localhost",
            "SERVER_PORT": str(address.port or 80),
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            f"HTTP_{SIGNATURE_HEADER.upper().replace('-', '_')}": provider.sign(body),
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": address.scheme or "http",
        }
    )
    view, args, kwargs = resolve(address.path)
    response = view(request, *args, **kwargs)
    if response.status_code != 200:
        raise TemporaryError(f"The webhook answered {response.status_code}")
