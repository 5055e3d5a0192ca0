"""Pictures that editors uploaded, for installations that keep them on this machine."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """An editor's picture in one of its sizes. They are public; documents are served by Wagtail.

    A city with much traffic or S3-compatible storage sets ``MEDIA_URL`` to that instead.
    """
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
