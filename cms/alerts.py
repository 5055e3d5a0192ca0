"""Notices on top of the site: something everybody should know now."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin


class AlertQuerySet(models.QuerySet["Alert"]):
    def live(self) -> AlertQuerySet:
        return self.filter(live=True)

    def in_language(self, code: str) -> AlertQuerySet:
        return self.filter(locale__language_code=code)

    def unfinished(self, now: dt.datetime) -> AlertQuerySet:
        """Those that run now or will run later."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Alert(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """One notice, shown on each page from its start to its end."""

    title = models.CharField(_("what is the matter"), max_length=80)
    text = models.CharField(_("more about it"), max_length=250, blank=True)
    link_text = models.CharField(_("text of the link"), max_length=80, blank=True)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page with details"),
    )
    starts_at = models.DateTimeField(
        _("show from"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    ends_at = models.DateTimeField(
        _("show until"),
        null=True,
        blank=True,
        help_text=_("Empty: until you unpublish it."),
    )

    objects: ClassVar[Any] = AlertQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("link_page"), FieldPanel("link_text")],
            heading=_("Where to read more"),
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When")),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ("-starts_at", "-pk")
        verbose_name = _("notice for everybody")
        verbose_name_plural = _("notices for everybody")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Choose an end that lies after the start.")})

    def is_running(self, now: dt.datetime) -> bool:
        """Whether the notice is to be seen at that moment."""
        return (self.starts_at is None or self.starts_at <= now) and (
            self.ends_at is None or now < self.ends_at
        )
