"""What happens to every request and answer beside what the frameworks' own middleware does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Views of the admin that show a page as residents will see it, in a frame beside the editor.
PREVIEWS = ("preview", "view_draft", "revisions_view", "view_revision")


def admin_content_security_policy(get_response: GetResponse) -> GetResponse:
    """Give ``/admin/`` the policy that Wagtail's own pages need; all else keeps the strict one.

    A preview is a resident's page: it keeps the strict policy, too, and may only be framed.
    Stands below ``CSPMiddleware``, which reads the attribute set here. A view that set its own
    policy keeps it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith("/admin/") and not hasattr(response, "_csp_replace"):
            policy: dict[str, Any] = settings.ADMIN_CONTENT_SECURITY_POLICY
            if _is_preview(request):
                policy = {"frame-ancestors": [SELF]}
            response._csp_replace = policy  # type: ignore[attr-defined]
        return response

    return middleware


def _is_preview(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.startswith(PREVIEWS))
