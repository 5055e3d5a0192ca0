"""A language that shows what it touches: ⟦every text that went through gettext stands so⟧.

What the tests put into the database stands ⟪like this⟫. Whatever a page then says outside of both
kinds of brackets was never offered to a translator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from django.utils import translation
from django.utils.translation import trans_real

SILENT = frozenset({"script", "style", "svg", "kbd"})
SPOKEN = frozenset({"aria-label", "aria-description", "alt", "title", "placeholder", "label"})
# Wagtail keeps the words of its scripts, and we of ours, in attributes with names of their own.
WORDS_FOR_SCRIPTS = re.compile(r"data-(?:.*-)?(?:text|label|words?|title|message)(?:-.*)?")
TEXTS_OF_A_FORM = frozenset(
    ("title", "intro", "label", "help_text", "hint", "body", "text", "unit", "declaration")
)
PAIRS = {"⟦": "⟧", "⟪": "⟫"}

# What is the same in every language.
UNIVERSAL = re.compile(
    r"""
    \S+@\S+\.\w+                                # addresses of mail
    | https?://\S+
    | \b[0-9A-Z]{4}(?:-[0-9A-Z]{1,4})+\b        # references and codes
    | \bSB-\d+\b                                # … of the sandbox bank
    | \b(?:EUR|Wagtail|eCitizen\ Passport)\b
    | \b(?:English|Español)\b                       # a language in its own words
    | \b[0-9a-f]{8,}\b                          # fingerprints
    | \b\d{1,2}\sde\b | \bde\s\d{4}\b           # the small words of a date: 24 de … de 2026
    | \ba\slas\s\d                              # … a las 10:15
    """,
    re.VERBOSE,
)


def mark(text: str) -> str:
    return f"⟦{text}⟧" if text else text


def content(raw: Any) -> Any:
    """The same JSON of a form with its texts ⟪in brackets⟫."""
    if isinstance(raw, dict):
        return {
            key: f"⟪{value}⟫"
            if key in TEXTS_OF_A_FORM and isinstance(value, str) and value
            else content(value)
            for key, value in raw.items()
        }
    return [content(item) for item in raw] if isinstance(raw, list) else raw


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Until the block ends every translated text comes ⟦in brackets⟧, our own and others'."""
    with ExitStack() as stack:
        for name in ("gettext", "ngettext", "pgettext", "npgettext"):
            stack.enter_context(patch.object(translation._trans, name, _marking(name)))
        yield


def _marking(name: str) -> Callable[..., str]:
    original: Callable[..., str] = getattr(trans_real, name)
    return lambda *texts: mark(original(*texts))


class Reader(HTMLParser):
    """Collects what a page says: its texts as one, and its spoken attributes one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self._silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silence += tag in SILENT
        values = dict(attrs)
        for name, value in attrs:
            says = name in SPOKEN or WORDS_FOR_SCRIPTS.fullmatch(name)
            if (
                tag == "input"
                and name == "value"
                and values.get("type") in ("submit", "button", "reset")
            ):
                says = True
            if says and value:
                self.attributes.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._silence -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silence:
            self.texts.append(data)


def unmarked(page: str) -> list[str]:
    """What the page says in words that nobody could translate."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    pieces = _outside("\x1f".join(reader.texts)).split("\x1f")
    pieces += [_outside(value) for value in reader.attributes]
    return [" ".join(piece.split()) for piece in pieces if _has_words(piece)]


def _outside(text: str) -> str:
    """The text without what stands in brackets, which may stand in each other."""
    open_ones: list[str] = []
    left = []
    for letter in text:
        if letter in PAIRS:
            open_ones.append(PAIRS[letter])
        elif open_ones and letter == open_ones[-1]:
            open_ones.pop()
        elif not open_ones:
            left.append(letter)
    return "".join(left)


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", UNIVERSAL.sub(" ", text)))
