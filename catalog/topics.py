"""By what people look for a service: subject, or moment of their life."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

ICONS = [
    ("home", _("House")),
    ("building", _("Building site")),
    ("car", _("Car")),
    ("waste", _("Rubbish bin")),
    ("family", _("Family")),
    ("business", _("Shop")),
    ("money", _("Coins")),
    ("tree", _("Tree")),
    ("report", _("Megaphone")),
    ("heart", _("Heart")),
    ("file", _("Certificate")),
    ("calendar", _("Calendar")),
]


class TopicQuerySet(models.QuerySet[Any]):
    def in_language(self, code: str) -> TopicQuerySet:
        return self.filter(locale__language_code=code)


class Topic(TranslatableMixin, models.Model):
    """A heading under which services stand."""

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("short name in addresses"), help_text=_("The same in every language.")
    )
    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("A few examples of what is inside."),
    )
    icon = models.CharField(_("icon"), max_length=20, choices=ICONS, default="home")
    order = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects: ClassVar[Any] = TopicQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("icon"),
        FieldPanel("order"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Category(Topic):
    """A subject: home and building, waste and water."""

    class Meta(TranslatableMixin.Meta):
        ordering = ("order", "title")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["slug", "locale"], name="category_slug_unique_per_language"
            ),
        ]
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class LifeEvent(Topic):
    """A moment in which people need several services at once: a birth, a move."""

    class Meta(TranslatableMixin.Meta):
        ordering = ("order", "title")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["slug", "locale"], name="life_event_slug_unique_per_language"
            ),
        ]
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
