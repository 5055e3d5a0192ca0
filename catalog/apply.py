"""From a service's address to its form: the runner's pages under ``/services/<slug>/apply/``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, override

from catalog.service_pages import ServicePage
from forms_engine.engine.runner.door import Entered
from forms_engine.engine.runner.entry import Entry
from forms_engine.engine.runner.routes import ROUTES


def entry_of(page: ServicePage) -> Entry:
    """The page as the door to its form; raises 404 when it has none."""
    form = page.form
    if form is None:
        raise Http404
    return Entry(
        service_slug=page.slug,
        service_title=page.title,
        service_url=page.get_url() or "/",
        apply_url=reverse("apply", kwargs={"slug": page.slug}),
        form=form,
        is_live=page.live and form.live,
        is_open=page.live and form.live and page.is_open(),
        languages=functools.partial(_languages, page),
    )


def _languages(page: ServicePage) -> dict[str, str]:
    """Where the form is filled in in each language.

    Where the service has no page the address is its own all the same, so that whoever changes the
    language in mid-form stays there.
    """
    pages = page.get_translations(inclusive=True).live().select_related("locale")
    slugs = {other.locale.language_code: other.slug for other in pages}
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse("apply", kwargs={"slug": slugs.get(code, page.slug)})
    return found


def _find(slug: str) -> tuple[ServicePage, bool]:
    """The service of that address, and whether it is in the language of the address.

    A service that was taken off the site is found, too: drafts under way go on.
    """
    language = get_language()
    named = ServicePage.objects.filter(slug=slug).select_related("form", "locale")
    pages = list(named.order_by("-live", "pk").defer_streamfields())
    for page in pages:
        if page.locale.language_code == language:
            return page, True
    for page in pages:
        own = page.get_translations().filter(locale__language_code=language).first()
        if own is not None:
            return own, False
    # Not translated: the form itself may be, so the page's own language must not stand in the way.
    if pages:
        return pages[0], True
    raise Http404


def _at_service(view: Entered) -> Callable[..., HttpResponseBase]:
    @functools.wraps(view)
    def at_service(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        page, is_here = _find(slug)
        if not is_here and request.method in ("GET", "HEAD"):
            old = reverse("apply", kwargs={"slug": slug})
            new = reverse("apply", kwargs={"slug": page.slug})
            return redirect(new + request.get_full_path().removeprefix(old))
        return view(request, entry_of(page), **kwargs)

    return at_service


urlpatterns: list[URLPattern] = [
    path(f"services/<slug:slug>/apply/{route}", _at_service(view), name=name)
    for route, view, name in ROUTES
]
