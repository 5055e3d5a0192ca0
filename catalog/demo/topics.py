"""Categories and life events of the demo city."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.models import Locale

from catalog.demo.texts import in_language


def load_topics(model: Any, entries: list[dict[str, Any]]) -> None:
    """Make each topic in each language, in the order of the file."""
    for order, entry in enumerate(entries):
        key = None
        for code, _name in settings.LANGUAGES:
            topic = model(
                slug=entry["slug"],
                title=in_language(entry, "title", code),
                summary=in_language(entry, "summary", code),
                icon=entry.get("icon", "home"),
                order=order,
                locale=Locale.objects.get(language_code=code),
            )
            key = topic.translation_key = key or topic.translation_key
            topic.save()
