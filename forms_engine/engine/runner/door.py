"""What is done for every request before a page of the runner sees it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from forms_engine.engine.runner.entry import Entry
from forms_engine.engine.runner.run import Run

Page = Callable[Concatenate[HttpRequest, Run, ...], HttpResponseBase]
Entered = Callable[Concatenate[HttpRequest, Entry, ...], HttpResponseBase]


def tidied(sent: QueryDict) -> QueryDict:
    """What was sent, without NUL characters: no browser sends one, and PostgreSQL stores none."""
    if "\0" not in "".join(text for values in sent.lists() for text in (values[0], *values[1])):
        return sent
    tidy = QueryDict(mutable=True)
    for name, values in sent.lists():
        tidy.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return tidy


def entered(page: Page) -> Entered:
    """Let a page in by an `Entry`, with what is known of the visitor's way so far."""

    @never_cache
    @functools.wraps(page)
    def view(request: HttpRequest, entry: Entry, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.POST = tidied(request.POST)  # type: ignore[assignment]
        return page(request, Run(request, entry), **kwargs)

    return view


def open_or_under_way(page: Page) -> Page:
    """Refuse to begin where the service is closed or gone; a draft under way goes on."""

    @functools.wraps(page)
    def view(request: HttpRequest, run: Run, **kwargs: Any) -> HttpResponseBase:
        if run.submission is None and not run.entry.is_open:
            if not run.entry.is_live:
                raise Http404
            return render(request, "forms_engine/closed.html", run.context())
        return page(request, run, **kwargs)

    return view
