"""What happens to every request and answer beside what the frameworks' own middleware does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Views of the admin that show a page as residents will see it, in a frame beside the editor.
PREVIEWS = ("preview", "view_draft", "revisions_view", "view_revision")


def admin_content_security_policy(get_response: GetResponse) -> GetResponse:
    """Give ``/admin/`` the policy that Wagtail's own pages need; all else keeps the strict one.

    A preview is a resident's page: it keeps the strict policy, too, and may only be framed.
    Wagtail has it made by a request of its own through all middleware, so it comes with a
    policy already, which forbids the frame. Stands below ``CSPMiddleware``, which reads the
    attribute set here. A view that set its own policy keeps it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path_info.startswith("/admin/"):
            return response
        policy: dict[str, Any] | None = getattr(response, "_csp_replace", None)
        if _is_preview(request):
            response.headers.pop(HEADER, None)
            policy = {**(policy or {}), "frame-ancestors": [SELF]}
        elif policy is None:
            policy = settings.ADMIN_CONTENT_SECURITY_POLICY
        response._csp_replace = policy  # type: ignore[attr-defined]
        return response

    return middleware


def _is_preview(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.startswith(PREVIEWS))
