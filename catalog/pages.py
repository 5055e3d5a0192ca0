"""The home page and the list of all services."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from catalog.listing import Listing, doors
from catalog.service_pages import ServicePage
from catalog.topics import Category, LifeEvent
from cms.base_page import BasePage


class HomePage(BasePage):
    """The first page: one question, one search field, a few doors."""

    hero_title = models.CharField(
        _("large line"),
        max_length=80,
        blank=True,
        help_text=_("A short question, such as: What do you need from the city today?"),
    )

    template = "catalog/home_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("summary"),
        InlinePanel(
            "often_needed",
            max_num=5,
            label=_("Service"),
            heading=_("Often needed services"),
        ),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        code = self.locale.language_code
        services = ServicePage.objects.offered().in_language(code)
        rows = self.often_needed.select_related("service")
        context["often_needed"] = [row.service for row in rows if row.service.live]
        index = ServiceIndexPage.objects.live().filter(locale=self.locale).first()
        index_url = index.get_url(request) if index else ""
        context["service_index_url"] = index_url
        context["doors"] = doors(services, index_url)
        context["categories"] = list(
            Category.objects.in_language(code).filter(services__in=services).distinct()
        )
        context["life_events"] = list(
            LifeEvent.objects.in_language(code).filter(services__in=services).distinct()
        )
        return context


class OftenNeeded(Orderable):
    """One service named right under the search field."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="often_needed")
    service = models.ForeignKey(
        ServicePage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("service"),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("service")]


class ServiceIndexPage(BasePage):
    """All services, by category; `?category=`, `?event=` and `?kind=` narrow them down."""

    template = "catalog/service_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["catalog.HomePage"]
    subpage_types: ClassVar[list[str]] = ["catalog.ServicePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of services")
        verbose_name_plural = _("lists of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = Listing(self, request.GET)
        return context
