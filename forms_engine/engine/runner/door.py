"""What is done for every request before a page of the runner sees it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from forms_engine.engine.runner.entry import Entry
from forms_engine.engine.runner.run import Run

Page = Callable[Concatenate[HttpRequest, Run, ...], HttpResponse]
Entered = Callable[Concatenate[HttpRequest, Entry, ...], HttpResponse]


def tidied(sent: QueryDict) -> QueryDict:
    """What was sent, without NUL characters: no browser sends one, and PostgreSQL stores none."""
    if "\0" not in "".join(text for values in sent.lists() for text in (values[0], *values[1])):
        return sent
    tidy = QueryDict(mutable=True)
    for name, values in sent.lists():
        tidy.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    tidy._mutable = False
    return tidy


def entered(page: Page) -> Entered:
    """Let a page in by an `Entry`: find the visitor's draft, refuse where the service is closed."""

    @never_cache
    @functools.wraps(page)
    def view(request: HttpRequest, entry: Entry, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            request.POST = tidied(request.POST)
        run = Run(request, entry)
        if run.submission is None and not entry.is_open:
            if not entry.is_live:
                raise Http404
            return render(request, "forms_engine/closed.html", {"entry": entry})
        return page(request, run, **kwargs)

    return view


