"""What the desk's templates say of a case."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.casework.models import Case

register = template.Library()

# From how many days before it is due a case stands out.
SOON = 2


def _days_left(case: Case) -> int:
    return (timezone.localdate(case.due_at) - timezone.localdate()).days


@register.filter
def due_words(case: Case) -> str:
    """When the answer is due, as one says it: "2 days late", "today 15:30", "Thursday", a date."""
    if not case.is_open:
        return _("decided")
    days = _days_left(case)
    if case.is_overdue:
        return _late(-days)
    at = timezone.localtime(case.due_at)
    if days > 6:
        return date_format(at, "MONTH_DAY_FORMAT")
    if days > 1:
        return date_format(at, "l")
    if days == 1:
        return _("tomorrow")
    return _("today %(time)s") % {"time": time_format(at, "TIME_FORMAT")}


def _late(days: int) -> str:
    if days == 0:
        return _("late since today")
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


@register.filter
def due_tone(case: Case) -> str:
    """The colour that helps the words: ``bad``, ``warn`` or none."""
    if not case.is_open:
        return ""
    if case.is_overdue:
        return "bad"
    return "warn" if _days_left(case) < SOON else ""


@register.filter
def moment(at: dt.datetime) -> str:
    """When it was: the time alone today, the weekday within the last six days, then the date."""
    local = timezone.localtime(at)
    days = (timezone.localdate() - local.date()).days
    if not 0 <= days <= 6:
        return date_format(local, "DATE_FORMAT")
    shown = _("today %(time)s") if days == 0 else f"{date_format(local, 'D')} %(time)s"
    return shown % {"time": time_format(local, "TIME_FORMAT")}
