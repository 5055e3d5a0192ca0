"""Frequent questions: written once, shown on services, help pages and in the search."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from cms.blocks import TEXT_FEATURES


class FaqQuerySet(SearchableQuerySetMixin, models.QuerySet["Faq"]):
    def live(self) -> FaqQuerySet:
        return self.filter(live=True)

    def in_language(self, code: str) -> FaqQuerySet:
        return self.filter(locale__language_code=code)


class Faq(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """One question and its answer."""

    question = models.CharField(
        _("question"), max_length=200, help_text=_("As a resident would ask it.")
    )
    answer = RichTextField(
        _("answer"),
        features=TEXT_FEATURES,
        help_text=_("The answer first, reasons after."),
    )
    topic = models.CharField(
        _("topic"),
        max_length=60,
        blank=True,
        help_text=_("Questions with the same topic stand together on the help page."),
    )
    order = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects: ClassVar[Any] = FaqQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("topic"),
        FieldPanel("order"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("question", boost=2),
        index.SearchField("answer"),
        index.AutocompleteField("question"),
        index.AutocompleteField("answer"),
        index.FilterField("live"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ("order", "pk")
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")

    def __str__(self) -> str:
        return self.question

    @property
    def anchor(self) -> str:
        """Where the question stands on the help page; the same in every language."""
        return f"faq-{self.translation_key.hex[:8]}"

    @property
    def answer_text(self) -> str:
        """The answer without mark-up, for search results."""
        return strip_tags(self.answer.replace("</p>", " ").replace("</li>", " ")).strip()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "cms/faq_preview.html"
