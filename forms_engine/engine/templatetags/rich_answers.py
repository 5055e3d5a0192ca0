"""Editors' rich text in pages that residents see."""

from __future__ import annotations

import re
from html import unescape

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from forms_engine.engine.receipts.glyphs import legible

register = template.Library()

TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h2", "h3", "h4"}


@register.filter
def clean_html(html: str) -> SafeString:
    """Wagtail's rich text as safe HTML: links to pages are resolved, all but plain markup goes."""
    cleaned = nh3.clean(
        expand_db_html(html or ""), tags=TAGS, attributes={"a": {"href"}}, link_rel=None
    )
    return mark_safe(cleaned)  # noqa: S308  (nh3 has just cleaned it)


@register.filter
def plain_text(html: str) -> str:
    """Rich text as plain text for mails: a line for each paragraph and list item."""
    spaced = (html or "").replace("</p>", "\n\n").replace("<br/>", "\n").replace("</li>", "\n")
    text = unescape(nh3.clean(spaced.replace("<li>", "- ").replace("<li ", "- <li "), tags=set()))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


@register.filter(name="legible")
def legible_text(text: str) -> str:
    """Text for a PDF, without characters that no font of this machine can draw."""
    return legible(text or "")
