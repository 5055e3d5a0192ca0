"""The page every other page of the site is made from."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.addresses import absolute
from cms.page_cache import may_keep
from cms.structured_data import breadcrumb_list


class Crumb(NamedTuple):
    """One step on the way from the home page to here."""

    text: str
    href: str


class Alternate(NamedTuple):
    """The same page in one of the city's languages."""

    code: str
    name: str
    href: str

    @property
    def absolute_href(self) -> str:
        return absolute(self.href)


class BasePage(Page):
    """A page with breadcrumbs, a canonical address and its translations.

    Templates find ``breadcrumbs``, ``alternates``, ``canonical_url``, ``description`` and
    ``structured_data`` (a list of JSON-LD objects) in their context.
    """

    summary = models.CharField(
        _("summary"),
        max_length=250,
        blank=True,
        help_text=_("One or two sentences. Lists, the search and search engines show them."),
    )

    # One address in all languages: /services/parking/ and /es/services/parking/.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines show under the title."""
        return self.search_description or self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        crumbs = self.breadcrumbs(request)
        context["breadcrumbs"] = crumbs
        context["alternates"] = self.alternates(request)
        context["canonical_url"] = self.canonical_url
        context["description"] = self.description
        context["structured_data"] = [breadcrumb_list(crumbs)] if len(crumbs) > 1 else []
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may_keep(request)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response

    @property
    def canonical_url(self) -> str:
        """The one address of this page, without any query."""
        return absolute(self.get_url() or "/")

    def breadcrumbs(self, request: HttpRequest) -> list[Crumb]:
        """The way from the home page to this page, this page included."""
        ancestors = self.get_ancestors().filter(depth__gt=1).live()
        crumbs = [
            Crumb(
                str(_("Home")) if page.depth == 2 else page.title,
                page.get_url(request) or "/",
            )
            for page in ancestors
        ]
        return [*crumbs, Crumb(self.title, self.get_url(request) or "/")]

    def alternates(self, request: HttpRequest) -> list[Alternate]:
        """The page in each language it is published in, in the order of the settings."""
        pages = self.get_translations(inclusive=True).live().select_related("locale")
        by_code = {page.locale.language_code: page for page in pages}
        found: list[Alternate] = []
        for code, _name in settings.LANGUAGES:
            page = by_code.get(code)
            if page is not None and (url := page.get_url(request)):
                found.append(Alternate(code, get_language_info(code)["name_local"], url))
        return found
