"""What happens to people, departments and the mails they get."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts import mails, schedules
from accounts.notifications import Notification

set_up_schedules = schedules.set_up


def notify(
    *,
    purpose: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    about: uuid.UUID | None = None,
    secret: bool = False,
) -> Notification:
    """Write a mail once, and have the worker send it after the caller's transaction.

    Safe to repeat: the same ``purpose`` (at most 200 characters) is the same mail, whose first
    wording stands. ``about`` is the submission it concerns. A ``secret`` mail is forgotten
    when sent. Raises ``TemplateDoesNotExist`` where one of the three templates is missing.
    """
    known = Notification.objects.filter(purpose=purpose).first()
    if known is not None:
        return known
    words = mails.render(template, context, language)
    with transaction.atomic():
        notification, created = Notification.objects.get_or_create(
            purpose=purpose,
            defaults={
                "to": to,
                "about": about,
                "secret": secret,
                "subject": words.subject,
                "text": words.text,
                "html": words.html,
                "language": words.language,
            },
        )
        if created:
            notification.enqueue()
    return notification
