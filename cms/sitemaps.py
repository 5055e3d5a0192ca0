"""The site for search engines: every public page, in each of its languages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from cms.addresses import absolute


class PageSitemap(Sitemap[Page]):
    """Names the translations beside each page, as ``hreflang`` wants it."""

    limit = 5000

    def items(self) -> QuerySet[Page]:
        pages: QuerySet[Page] = Page.objects.filter(depth__gt=1).live().public().order_by("path")
        return pages.select_related("locale")

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        found = [(item, item.get_url()) for item in self.paginator.page(page).object_list]
        languages: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for item, url in found:
            if url:
                alternate = {"lang_code": item.locale.language_code, "location": absolute(url)}
                languages[item.translation_key].append(alternate)
        return [
            {
                "item": item,
                "location": absolute(url),
                "lastmod": item.last_published_at,
                "alternates": languages[item.translation_key],
            }
            for item, url in found
            if url
        ]
