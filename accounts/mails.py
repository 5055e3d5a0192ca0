"""The words of a mail: three templates under ``templates/mails/``, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    html: str
    language: str


def brand() -> dict[str, Any]:
    """The city as far as this floor knows it; ``MAIL_BRAND`` names a function that knows more."""
    return {"city_name": parseaddr(settings.DEFAULT_FROM_EMAIL)[0], "brand_colour": "#0b5b5e"}


def render(template: str, context: Mapping[str, Any], language: str) -> Words:
    """Render ``mails/<template>.subject.txt``, ``.txt`` and ``.html``.

    A language the site does not speak becomes the default one. Every template gets
    ``base_url`` (for links: a mail has no host of its own), ``city_name``, ``brand_colour``,
    ``language`` and ``direction``; the HTML part gets ``subject``, too.
    """
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        everything = {
            "base_url": settings.BASE_URL.rstrip("/"),
            "language": spoken,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **import_string(settings.MAIL_BRAND)(),
            **context,
        }
        subject = " ".join(_render(f"{template}.subject.txt", everything).split())[:250]
        everything["subject"] = subject
        return Words(
            subject=subject,
            text=_render(f"{template}.txt", everything).strip() + "\n",
            html=_render(f"{template}.html", everything),
            language=spoken,
        )


def _render(name: str, context: Mapping[str, Any]) -> str:
    """Render one part; plain text is not HTML, so nothing is escaped in it."""
    template = get_template(f"mails/{name}")
    plain = name.endswith(".txt")
    rendered: str = template.template.render(Context(dict(context), autoescape=not plain))  # type: ignore[attr-defined]
    return rendered
