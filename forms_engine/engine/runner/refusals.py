"""Requests that Django turns down before a page sees them, answered so that nothing is lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from forms_engine.engine.runner.door import tidied

# More than the largest question can hold: twenty files of fifty megabytes never come at once.
UPLOAD_LIMIT = 260 * 1024 * 1024

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class LimitHandler(FileUploadHandler):
    """Refuses a request by its announced length, before anything of it lies on the disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  (Django's own name)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > UPLOAD_LIMIT:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``: too much at once gets a page that says so, all else a short one."""
    is_large = isinstance(exception, TOO_LARGE)
    status = 413 if is_large else 400
    if _is_script(request):
        text = (
            _("This is too large to be sent. Choose smaller files.")
            if is_large
            else _("This could not be read. Load the page again.")
        )
        return JsonResponse({"problem": text}, status=status)
    context = {"is_large": is_large}
    return render(request, "forms_engine/bad_request.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: the page was older than the session. What was typed is offered again.

    Only to a page of our own: a foreign one must not put its values before somebody to be sent.
    """
    if _is_script(request):
        text = _("This page is older than your session. Choose “Continue” to save it.")
        return JsonResponse({"problem": text}, status=403)
    match = request.resolver_match
    is_step = match is not None and match.url_name == "apply_step"
    sent: list[tuple[str, str]] = []
    if is_step and _is_from_here(request):
        sent = [
            (name, value)
            for name, values in tidied(request.POST).lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
    context = {"sent": sent, "had_files": bool(sent and request.FILES)}
    return render(request, "forms_engine/csrf_failure.html", context, status=403)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
