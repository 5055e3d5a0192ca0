"""Scheduled publication, of forms and of everything else that Wagtail publishes."""

from __future__ import annotations

from django.core.management import call_command


def publish_due() -> None:
    """Publish what is due and take back what has expired. Safe to repeat."""
    call_command("publish_scheduled", verbosity=0)
