"""Whole pages for strangers, kept until anything on the site is published.

A stranger is a visitor without a session, so that nothing on the page can be theirs. Pages are
kept under a stamp that every process reads from the shared cache; whatever is published, taken
down or set draws a new stamp once it is committed, and no page of the old stamp is read again.
The stamp is read before a page is made: one that was under way while somebody published lands
under the old stamp and is lost, never stale.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

Fact = TypeVar("Fact")

STAMP = "page-cache:stamp"
LIFETIME = 300  # seconds
ATTRIBUTE = "page_cache_until"

# Pages whose answer depends on nothing but their address.
QUERIES = frozenset({"category", "event", "kind"})


def renew() -> None:
    """Let go of all that is kept: now, and once more when the running transaction is committed.

    The first time is for whoever goes on reading inside the transaction. What others make before
    the commit, still from the old rows, goes with the second time.
    """
    _draw_stamp()
    transaction.on_commit(_draw_stamp)


def _draw_stamp() -> None:
    cache.set(STAMP, uuid.uuid4().hex, None)


def _stamp() -> str:
    return str(cache.get_or_set(STAMP, lambda: uuid.uuid4().hex, None))


class _Memory:
    """What this process remembers under the stamp that it saw last."""

    def __init__(self, stamp: str = "") -> None:
        self.stamp = stamp
        self.facts: dict[Hashable, Any] = {}


_memory = _Memory()
MOST_FACTS = 2000


def remember(key: Hashable, make: Callable[[], Fact]) -> Fact:
    """A fact about published pages, from this process's memory until anything is published.

    ``make`` reads it from the database; its value is shared, so it must never be changed.
    """
    global _memory  # noqa: PLW0603  (replaced as a whole, so threads see the old or the new one)
    memory, stamp = _memory, _stamp()
    if memory.stamp != stamp or len(memory.facts) >= MOST_FACTS:
        memory = _memory = _Memory(stamp)
    if key not in memory.facts:
        memory.facts[key] = make()
    return cast("Fact", memory.facts[key])


def may_keep(request: HttpRequest) -> None:
    """Mark the page being made as one that strangers share."""
    if not hasattr(request, ATTRIBUTE):
        setattr(request, ATTRIBUTE, timezone.now() + dt.timedelta(seconds=LIFETIME))


def not_after(request: HttpRequest, moment: dt.datetime | None) -> None:
    """Say that something on the page changes by itself at that moment."""
    until = getattr(request, ATTRIBUTE, None)
    if moment is not None and until is not None:
        setattr(request, ATTRIBUTE, min(until, moment))


Kept = tuple[bytes, dict[str, str]]


class PageCacheMiddleware:
    """Answers strangers from the cache; stands before everything that knows who is asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _from_stranger(request):
            return self.get_response(request)
        key = _key(request)
        kept: Kept | None = cache.get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers={**headers, "X-Page-Cache": "hit"})
        response = self.get_response(request)
        seconds = _seconds_to_keep(request, response)
        if isinstance(response, HttpResponse) and seconds > 0:
            cache.set(key, (response.content, dict(response.items())), seconds)
        return response


def _from_stranger(request: HttpRequest) -> bool:
    cookies = request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in cookies
        and "messages" not in cookies
        and "HTTP_AUTHORIZATION" not in request.META
        and QUERIES.issuperset(request.GET)
        and not getattr(request, "is_dummy", False)  # an editor's preview
    )


def _key(request: HttpRequest) -> str:
    # Only the path decides about the language (prefix_default_language=False), so the address
    # stands for it. A page's dates are of a day: opening dates turn over at midnight.
    stamp = _stamp()
    address = f"{request.method} {request.scheme}://{request.get_host()}{request.get_full_path()}"
    digest = hashlib.sha256(address.encode()).hexdigest()
    return f"page-cache:{stamp}:{timezone.localdate():%Y%m%d}:{digest}"


def _seconds_to_keep(request: HttpRequest, response: HttpResponseBase) -> float:
    until: dt.datetime | None = getattr(request, ATTRIBUTE, None)
    personal = (
        response.cookies
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or "private" in response.get("Cache-Control", "")
    )
    if until is None or personal or response.streaming or response.status_code != 200:
        return 0
    return (until - timezone.now()).total_seconds()


def renew_on(*_args: Any, **_kwargs: Any) -> None:
    """A signal's receiver that renews the stamp."""
    renew()
