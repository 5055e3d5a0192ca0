"""Pages that any city needs: plain text, help, contact."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from accounts.models import Department
from cms.base_page import BasePage
from cms.blocks import BodyBlock
from cms.department_texts import in_readers_language
from cms.faqs import Faq
from cms.streams import LeanStreamField
from cms.structured_data import faq_page


class StandardPage(BasePage):
    """A page of text, such as the privacy notice."""

    body = LeanStreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "cms/standard_page.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.AutocompleteField("summary"),
        index.AutocompleteField("body"),
    ]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")


class HelpPage(BasePage):
    """Explains one thing: how to sign in, what a reference is for."""

    topic = models.CharField(
        _("topic"),
        max_length=60,
        blank=True,
        help_text=_("Help pages with the same topic stand together."),
    )
    search_words = models.CharField(
        _("other words for it"),
        max_length=250,
        blank=True,
        help_text=_("Words people type that are not on the page."),
    )
    body = LeanStreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "cms/help_page.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HelpIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("topic"),
        FieldPanel("search_words"),
        FieldPanel("body"),
        InlinePanel("faqs", label=_("Frequent question"), heading=_("Frequent questions")),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("search_words"),
        index.AutocompleteField("search_words"),
        index.SearchField("body"),
        index.AutocompleteField("summary"),
        index.AutocompleteField("body"),
    ]

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        faqs = [row.faq for row in self.faqs.select_related("faq") if row.faq.live]
        context["faqs"] = faqs
        context["siblings"] = list(
            self.get_siblings(inclusive=False).live().public().order_by("path")[:6]
        )
        if faqs:
            context["structured_data"].append(faq_page(faqs))
        return context


class HelpPageFaq(Orderable):
    """One frequent question shown under a help page."""

    page = ParentalKey(HelpPage, on_delete=models.CASCADE, related_name="faqs")
    faq = models.ForeignKey(
        Faq, on_delete=models.CASCADE, related_name="+", verbose_name=_("question")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("faq")]


class HelpIndexPage(BasePage):
    """The way into help: all help pages by topic, then all frequent questions."""

    template = "cms/help_index_page.html"
    subpage_types: ClassVar[list[str]] = ["cms.HelpPage"]
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("help index")
        verbose_name_plural = _("help indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = HelpPage.objects.child_of(self).live().public().order_by("path")
        faqs = list(Faq.objects.live().in_language(self.locale.language_code))
        context["help_topics"] = _by_topic(pages)
        context["faq_topics"] = _by_topic(faqs)
        if faqs:
            context["structured_data"].append(faq_page(faqs))
        return context


class ContactPage(BasePage):
    """How to reach the city: its own contacts and the directory of departments."""

    body = LeanStreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "cms/contact_page.html"
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["departments"] = in_readers_language(Department.objects.all())
        return context


def _by_topic(items: Any) -> list[tuple[str, list[Any]]]:
    """Group pages or questions by topic, topics in the order of their first member."""
    found = list(items)
    places: dict[str, int] = {}
    for item in found:
        places.setdefault(item.topic, len(places))
    found.sort(key=lambda item: places[item.topic])
    return [(topic, list(group)) for topic, group in groupby(found, key=lambda item: item.topic)]
