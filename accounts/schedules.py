"""What happens by the clock. Each app says so in its ``AppConfig.ready``; the worker does it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule


@dataclass(frozen=True, kw_only=True)
class Clockwork:
    """One function the worker calls by the clock, named by its dotted path."""

    func: str
    minutes: int | None = None
    daily_at: dt.time | None = None

    def first_run(self) -> dt.datetime:
        """At once, or at the next time of day, in the city's time zone."""
        now = timezone.localtime()
        if self.daily_at is None:
            return now
        today = timezone.make_aware(dt.datetime.combine(now.date(), self.daily_at))
        return today if today > now else today + dt.timedelta(days=1)


_clockworks: dict[str, Clockwork] = {}


def every(minutes: int, func: str) -> None:
    """Have the worker call ``func`` every so many minutes."""
    _clockworks[func] = Clockwork(func=func, minutes=minutes)


def daily(at: dt.time, func: str) -> None:
    """Have the worker call ``func`` once a day at that time of the city's clock."""
    _clockworks[func] = Clockwork(func=func, daily_at=at)


@transaction.atomic
def set_up() -> None:
    """Make the stored schedules equal to the registered ones. Safe to repeat.

    A schedule made by hand (its name is not its function's path) is left alone.
    """
    stored = {schedule.name: schedule for schedule in Schedule.objects.select_for_update()}
    for schedule in stored.values():
        if schedule.name == schedule.func and schedule.func not in _clockworks:
            schedule.delete()
    for func, clockwork in _clockworks.items():
        schedule = stored.get(func) or Schedule(name=func, next_run=clockwork.first_run())
        kind = Schedule.MINUTES if clockwork.minutes else Schedule.DAILY
        if (schedule.schedule_type, schedule.minutes) != (kind, clockwork.minutes):
            schedule.next_run = clockwork.first_run()
        schedule.func = func
        schedule.schedule_type = kind
        schedule.minutes = clockwork.minutes
        schedule.repeats = -1
        schedule.save()
