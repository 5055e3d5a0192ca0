"""Search over services, help and frequent questions.

The words of a query are looked up as beginnings of words, so "park" finds "parking". What the
database finds is ranked here, by the same few rules on SQLite and PostgreSQL: a word in the
title counts most, then the words editors added for the search, then the summary.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.models import Locale
from wagtail.search.query import And, Or, PlainText

from catalog.models import ServicePage
from cms.models import Faq, HelpIndexPage, HelpPage, StandardPage

MOST_TERMS = 8
MOST_HITS = 100  # of each kind; more than anybody pages through
WORD = re.compile(r"\w+")

# Words that say nothing about what is looked for.
_STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "can", "do", "does", "for", "from", "get", "how", "i", "in", "is"}
    | {"it", "my", "of", "on", "or", "the", "to", "what", "when", "where", "who", "with"}
    | {"al", "como", "con", "cual", "cuando", "de", "del", "donde", "el", "en", "es", "la", "las"}
    | {"lo", "los", "mi", "para", "por", "que", "se", "un", "una", "y"}
)


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    kind: str
    title: str
    text: str
    url: str
    score: int


def fold(text: str) -> str:
    """Small letters without accents: what two spellings of a word have in common."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def terms_of(query: str) -> list[str]:
    """The words to look up, singular where a plural is easy to tell, at most eight."""
    words = [word for word in WORD.findall(query[:200]) if word != "_"]
    telling = [word for word in words if fold(word) not in _STOP_WORDS] or words
    singular = [w[:-1] if len(w) > 4 and w.endswith("s") else w for w in telling]
    return list(dict.fromkeys(singular))[:MOST_TERMS]


def find(query: str, *, language: str) -> list[Hit]:
    """What fits all words, best first; where nothing does, what fits some of them."""
    terms = terms_of(query)
    if not terms:
        return []
    hits = _find(And, terms, language)
    if not hits and len(terms) > 1:
        hits = _find(Or, terms, language)
    return sorted(hits, key=lambda hit: (-hit.score, hit.title))


def _find(operator: Any, terms: Sequence[str], language: str) -> list[Hit]:
    locale = Locale.objects.filter(language_code=language).first()
    lookup = _lookup(operator, terms)
    hits: list[Hit] = []
    for model in (ServicePage, HelpPage, StandardPage):
        pages = model.objects.live().public().filter(locale=locale).defer_streamfields()
        hits += [_page_hit(page, terms) for page in pages.autocomplete(lookup)[:MOST_HITS]]
    faqs = Faq.objects.live().filter(locale=locale).autocomplete(lookup)[:MOST_HITS]
    return hits + _faq_hits(list(faqs), terms, locale)


def _lookup(operator: Any, terms: Sequence[str]) -> Any:
    return reduce(lambda one, other: operator([one, other]), map(PlainText, terms))


def _page_hit(page: Any, terms: Sequence[str]) -> Hit:
    more_words = getattr(page, "search_words", "")
    score = _score(terms, ((page.title, 10), (more_words, 6), (page.summary, 3)))
    kind = "service" if isinstance(page, ServicePage) else "help"
    bonus = 2 if kind == "service" else 0
    return Hit(kind, page.title, page.summary, page.get_url() or "/", score + bonus)


def _faq_hits(faqs: Sequence[Faq], terms: Sequence[str], locale: Locale | None) -> list[Hit]:
    index = HelpIndexPage.objects.live().filter(locale=locale).first()
    if index is None:
        return []
    return [
        Hit(
            "faq",
            faq.question,
            Truncator(faq.answer_text).chars(200),
            f"{index.get_url()}#{faq.anchor}",
            _score(terms, ((faq.question, 6), (faq.answer_text, 2))),
        )
        for faq in faqs
    ]


def _score(terms: Sequence[str], weighted: Iterable[tuple[str, int]]) -> int:
    total = 0
    for text, weight in weighted:
        words = WORD.findall(fold(text))
        for term in map(fold, terms):
            if term in words:
                total += weight + 1
            elif any(word.startswith(term) for word in words):
                total += weight
    return total


def highlight(text: str, terms: Sequence[str]) -> SafeString:
    """The text, escaped, with the words that were looked for inside ``<mark>``."""
    folded = tuple(fold(term) for term in terms)
    pieces: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if folded and fold(match.group()).startswith(folded):
            pieces += [escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>"]
            end = match.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308


def did_you_mean(query: str, *, language: str) -> str:
    """The query with words put right that are near a known one, or nothing."""
    known = _vocabulary(language)
    right: list[str] = []
    for word in WORD.findall(query[:200])[:MOST_TERMS]:
        near = difflib.get_close_matches(fold(word), known, n=1, cutoff=0.72)
        right.append(known[near[0]] if near else word)
    better = " ".join(right)
    return better if fold(better) != fold(" ".join(query.split())) else ""


def _vocabulary(language: str) -> dict[str, str]:
    texts: list[str] = []
    for model in (ServicePage, HelpPage):
        pages = model.objects.live().public().filter(locale__language_code=language)
        for row in pages.values_list("title", "search_words"):
            texts += row
    words = (word for text in texts for word in WORD.findall(text))
    return {fold(word): word.lower() for word in words if len(word) > 3}


def titles_like(beginning: str, *, language: str, most: int = 6) -> list[str]:
    """Titles of services for a search field that is being typed into."""
    terms = terms_of(beginning)
    if not terms:
        return []
    locale = Locale.objects.filter(language_code=language).first()
    services = ServicePage.objects.offered().filter(locale=locale).defer_streamfields()
    found = services.autocomplete(_lookup(And, terms))[:MOST_HITS]
    hits = [_page_hit(page, terms) for page in found]
    hits.sort(key=lambda hit: (-hit.score, hit.title))
    return [hit.title for hit in hits[:most]]
