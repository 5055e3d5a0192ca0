"""What departments are called in the city's other languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from accounts.models import Department


class DepartmentText(models.Model):
    """A department's name, purpose and opening hours in one further language."""

    department = models.ForeignKey(
        Department,
        on_delete=models.CASCADE,
        related_name="texts",
        verbose_name=_("department"),
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
    )
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("what it does"), max_length=250, blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("department"),
        FieldPanel("locale"),
        FieldPanel("name"),
        FieldPanel("summary"),
        FieldPanel("opening_hours"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "locale"],
                name="department_text_unique_per_language",
            ),
        ]
        verbose_name = _("department in another language")
        verbose_name_plural = _("departments in other languages")

    def __str__(self) -> str:
        return self.name


def in_readers_language(departments: Iterable[Department]) -> list[Department]:
    """Put the texts of the reader's language into these departments, with one query.

    The departments are meant for showing only: saving one would store the translated name.
    """
    found = list(departments)
    texts = DepartmentText.objects.filter(
        department__in=found, locale__language_code=get_language() or ""
    )
    by_department = {text.department_id: text for text in texts}
    for department in found:
        if text := by_department.get(department.pk):
            department.name = text.name
            department.summary = text.summary or department.summary
            department.opening_hours = text.opening_hours or department.opening_hours
    return found
