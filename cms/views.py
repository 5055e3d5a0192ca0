"""Small answers of the site that are not pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cms.addresses import absolute
from cms.brand_css import style_sheet
from cms.branding import Branding

YEAR = 365 * 24 * 3600


@require_safe
def brand_css(request: HttpRequest) -> HttpResponse:
    """The city's colours; kept for a year under an address that names their fingerprint."""
    branding: Branding = Branding.for_request(request)
    response = HttpResponse(style_sheet(branding), content_type="text/css; charset=utf-8")
    etag = f'"{branding.fingerprint}"'
    response["ETag"] = etag
    if request.GET.get("v") == branding.fingerprint:
        response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response["Cache-Control"] = "public, no-cache"
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer or response


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Crawlers may read what is public; forms, accounts and the desk are not for them."""
    closed = ("/admin/", "/desk/", "/my/", "/account/", "/status/", "/search/", "/*/apply/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
