"""Saving while somebody types, for browsers with scripts."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms_engine.engine.actions.drafts import AlreadySentError, seen
from forms_engine.engine.runner.door import Page, entered, open_or_under_way
from forms_engine.engine.runner.run import SEEN, Run
from forms_engine.engine.runner.typed import is_blank, typed_boxes

STEP = "draft-step"


def unless_sent(page: Page) -> Page:
    """Answer in words when the draft is sent from another window at this very moment."""

    @functools.wraps(page)
    def view(request: HttpRequest, run: Run, **kwargs: Any) -> HttpResponseBase:
        try:
            return page(request, run, **kwargs)
        except AlreadySentError:
            return sent_already()

    return view


@entered
@open_or_under_way
@require_POST
@unless_sent
def save(request: HttpRequest, run: Run) -> HttpResponse:
    """Keep what is typed on a step, unchecked. Answers with the time for the page to show."""
    step = run.definition.step_by_slug.get(request.POST.get(STEP, ""))
    if step is None:
        return refusal(_("This step is not part of the form any more."), 404)
    if hindered := hindrance(run):
        return hindered
    typed = typed_boxes(step, request.POST)
    if run.draft is None and is_blank(typed):
        return JsonResponse({"saved": ""})
    if run.draft and request.POST.get(SEEN) != seen(step, run.answers):
        return refusal(_("This step was changed in another window. Continue to compare both."), 409)
    run.keep_typed(step.slug, typed)
    return saved()


def hindrance(run: Run) -> JsonResponse | None:
    """Why nothing can be kept for this visitor now; None when it can."""
    if run.submission and not run.draft:
        return sent_already()
    if run.must_sign_in:
        return refusal(_("Sign in again to go on. What you typed stays on this page."), 403)
    return None


def sent_already() -> JsonResponse:
    return refusal(_("This form was sent already."), 410)


def saved(**more: Any) -> JsonResponse:
    """The answer after something was kept: the time in words."""
    time = time_format(timezone.localtime(), "H:i")
    return JsonResponse({"saved": _("Saved at %(time)s") % {"time": time}, **more})


def refusal(text: str, status: int) -> JsonResponse:
    """The answer when something was not kept, with what to do about it."""
    return JsonResponse({"problem": text}, status=status)
