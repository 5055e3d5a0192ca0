"""The search page, and suggestions while somebody types."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.models import ServicePage
from catalog.search import Hit, did_you_mean, find, highlight, terms_of, titles_like

PAGE_SIZE = 10
KINDS = {"service": _("Service"), "help": _("Help"), "faq": _("Frequent question")}


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found for ``?q=``, ten hits a page."""
    query = _query(request)
    language = get_language() or ""
    hits = find(query, language=language)
    page = Paginator(hits, PAGE_SIZE).get_page(request.GET.get("page"))
    terms = terms_of(query)
    better = "" if hits or not query else did_you_mean(query, language=language)
    context = {
        "query": query,
        "page": page,
        "hits": [_shown(hit, terms) for hit in page],
        "did_you_mean": better,
        "titles": _titles(language),
    }
    return render(request, "search/results.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Titles that fit what was typed so far: ``{"suggestions": ["Parking permit", …]}``."""
    found = titles_like(_query(request), language=get_language() or "")
    return JsonResponse({"suggestions": found})


def _query(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]


def _shown(hit: Hit, terms: list[str]) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "kind_label": KINDS[hit.kind],
        "url": hit.url,
        "title": highlight(hit.title, terms),
        "text": highlight(hit.text, terms),
    }


def _titles(language: str) -> list[str]:
    services = ServicePage.objects.offered().in_language(language)
    return list(services.order_by("title").values_list("title", flat=True)[:60])
