"""A calendar date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType
from forms_engine.engine.fields.parts import PartsField, part
from forms_engine.engine.logic import Comparable


@dataclass(frozen=True, kw_only=True)
class Date(FieldType):
    """A calendar date in three boxes, such as a date of birth; stored as ISO 8601."""

    slug = "date"
    name = _("Date")
    explanation = _("Day, month and year in three boxes, such as a date of birth.")
    icon = "date"
    group = "dates"
    template = "forms_engine/fields/date.html"
    comparable = Comparable.DATE
    operators = ("is", "is_not", "before", "after", "at_least", "at_most", "answered", "empty")

    allow_past: bool = True
    allow_future: bool = True

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "allow_past",
                blocks.BooleanBlock(required=False, default=True, label=_("May lie in the past")),
            ),
            (
                "allow_future",
                blocks.BooleanBlock(required=False, default=True, label=_("May lie in the future")),
            ),
        ]

    def form_field(self) -> forms.Field:
        return PartsField(
            {
                "day": part(
                    _("Day"), missing=_("Enter the day"), max_length=2, inputmode="numeric"
                ),
                "month": part(
                    _("Month"), missing=_("Enter the month"), max_length=2, inputmode="numeric"
                ),
                "year": part(
                    _("Year"),
                    missing=_("Enter the year, with four digits"),
                    max_length=4,
                    inputmode="numeric",
                ),
            },
            join=self._join,
            **self.form_field_options,
        )

    def _join(self, parts: dict[str, str]) -> dt.date:
        try:
            year, month, day = (int(parts[name]) for name in ("year", "month", "day"))
            if len(parts["year"]) != 4:
                raise ValueError
            date = dt.date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("Enter a date that exists, in digits, for example 27 3 2026"), code="invalid"
            ) from None
        today = timezone.localdate()
        if not self.allow_future and date > today:
            raise ValidationError(_("The date must be today or in the past"), code="future")
        if not self.allow_past and date < today:
            raise ValidationError(_("The date must be today or in the future"), code="past")
        return date

    def to_json(self, value: dt.date | None) -> str | None:
        return value.isoformat() if value else None

    def from_json(self, raw: Any) -> Any:
        date = _date(raw)
        return {"day": date.day, "month": date.month, "year": date.year} if date else None

    def display(self, raw: Any) -> str:
        date = _date(raw)
        return date_format(date) if date else ("" if raw is None else str(raw))

    def csv_cells(self, raw: Any) -> list[str]:
        return ["" if raw is None else str(raw)]

    def example(self, chance: Random, person: Mapping[str, str]) -> Any:
        days = chance.randint(3, 60)
        today = timezone.localdate()
        if self.allow_future and (not self.allow_past or chance.random() < 0.5):
            return (today + dt.timedelta(days=days)).isoformat()
        return (today - dt.timedelta(days=days * 30)).isoformat()

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


def _date(raw: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
