"""Descriptions for search engines: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from cms.addresses import absolute

Json = dict[str, Any]

# What could end the script element or open a comment, as in django.utils.html.json_script.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class Place(Protocol):
    """Anything with a text and an address, such as a breadcrumb."""

    @property
    def text(self) -> str: ...

    @property
    def href(self) -> str: ...


class Question(Protocol):
    """Anything with a question and an answer in HTML."""

    @property
    def question(self) -> str: ...

    @property
    def answer(self) -> str: ...


def breadcrumb_list(crumbs: Sequence[Place]) -> Json:
    """https://schema.org/BreadcrumbList"""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb.text,
                "item": absolute(crumb.href),
            }
            for number, crumb in enumerate(crumbs, start=1)
        ],
    }


def faq_page(questions: Iterable[Question]) -> Json:
    """https://schema.org/FAQPage"""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": strip_tags(str(question.answer)),
                },
            }
            for question in questions
        ],
    }


def script(data: Json) -> SafeString:
    """The element that carries one such object; a data block, so no policy on scripts stops it."""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
