"""From a service's address to its form: the runner's pages under ``/services/<slug>/apply/``."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, override

from catalog.service_pages import ServicePage, is_within
from cms.page_cache import remember
from forms_engine.engine.runner.door import Entered
from forms_engine.engine.runner.entry import Entry
from forms_engine.engine.runner.routes import ROUTES


class Door(NamedTuple):
    """What one request needs to know of a service page, read as plain values.

    A page of the tree and a form have some sixty columns between them, and a step needs nine.
    """

    translation_key: UUID
    language: str
    slug: str
    title: str
    live: bool
    opens_on: dt.date | None
    closes_on: dt.date | None
    form_id: int | None
    form_live: bool | None

    @property
    def is_live(self) -> bool:
        return self.live and bool(self.form_live)

    @property
    def is_open(self) -> bool:
        return self.is_live and is_within(self.opens_on, self.closes_on)


def _doors(slug: str) -> tuple[Door, ...]:
    """The services of that address and their translations, those on the site first."""
    named = ServicePage.objects.filter(slug=slug).order_by().values("translation_key")
    pages = ServicePage.objects.filter(translation_key__in=named).order_by("-live", "pk")
    rows = pages.values_list(
        "translation_key",
        "locale__language_code",
        "slug",
        "title",
        "live",
        "opens_on",
        "closes_on",
        "form_id",
        "form__live",
    )
    return tuple(Door(*row) for row in rows)


def _find(slug: str) -> tuple[Door, list[Door], bool]:
    """The service of that address, its translations, and whether its language is the address's.

    A service that was taken off the site is found, too: drafts under way go on.
    """
    doors = remember(("doors", slug), lambda: _doors(slug))
    named = [door for door in doors if door.slug == slug]
    if not named:
        raise Http404
    language = get_language()
    here = next((door for door in named if door.language == language), None)
    # Not translated: the form itself may be, so the page's own language must not stand in the way.
    door = here or named[0]
    family = [other for other in doors if other.translation_key == door.translation_key]
    if here is None:
        own = next((other for other in family if other.language == language), None)
        if own is not None:
            return own, family, False
    return door, family, True


def entry_of(door: Door, family: list[Door]) -> Entry:
    """The service as the door to its form; raises 404 when it has none."""
    if door.form_id is None:
        raise Http404
    # The address's own language, which may have no page of its own.
    apply_url = reverse("apply", kwargs={"slug": door.slug})
    return Entry(
        service_slug=door.slug,
        service_title=door.title,
        service_url=_apply_url(door.language, door.slug).removesuffix("apply/"),
        apply_url=apply_url,
        form_id=door.form_id,
        is_live=door.is_live,
        is_open=door.is_open,
        languages=functools.partial(_languages, door, family),
    )


def _languages(door: Door, family: list[Door]) -> dict[str, str]:
    """Where the form is filled in in each language.

    Where the service has no page the address is its own all the same, so that whoever changes the
    language in mid-form stays there.
    """
    slugs = {other.language: other.slug for other in family if other.live}
    return {
        code: _apply_url(code, slugs.get(code, door.slug)) for code, _name in settings.LANGUAGES
    }


def _apply_url(language: str, slug: str) -> str:
    with override(language):
        return reverse("apply", kwargs={"slug": slug})


def _at_service(view: Entered) -> Callable[..., HttpResponseBase]:
    @functools.wraps(view)
    def at_service(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        door, family, is_here = _find(slug)
        if not is_here and request.method in ("GET", "HEAD"):
            old = reverse("apply", kwargs={"slug": slug})
            new = reverse("apply", kwargs={"slug": door.slug})
            return redirect(new + request.get_full_path().removeprefix(old))
        return view(request, entry_of(door, family), **kwargs)

    return at_service


urlpatterns: list[URLPattern] = [
    path(f"services/<slug:slug>/apply/{route}", _at_service(view), name=name)
    for route, view, name in ROUTES
]
