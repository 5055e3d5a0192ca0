"""The resident's own page: everything of mine in one place."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from forms_engine.casework.models import Case
from forms_engine.dashboard.timeline import case_of, moments, state_words
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import is_own
from forms_engine.engine.receipts.content import sections


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Drafts to finish, fees to pay, and every request with its state."""
    assert isinstance(request.user, User)
    mine = Submission.objects.of(request.user).select_related("version", "case")
    drafts = mine.drafts().order_by("-updated_at")
    requests = [
        {"submission": sent, "state": state_words(sent, _case(sent))}
        for sent in mine.numbered().order_by("-submitted_at")[:100]
    ]
    return render(request, "dashboard/my.html", {"drafts": drafts, "requests": requests})


def _case(submission: Submission) -> Case | None:
    return getattr(submission, "case", None)


@require_safe
def request_detail(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One request of mine: state, timeline with messages, answers, receipt."""
    sent = Submission.objects.numbered().select_related("version__form__department")
    submission = get_object_or_404(sent, pk=submission_id)
    if not is_own(request, submission):
        raise Http404
    case = case_of(submission)
    context = {
        "submission": submission,
        "case": case,
        "state": state_words(submission, case),
        "moments": moments(submission, case),
        "sections": list(sections(submission)),
    }
    response = render(request, "dashboard/request.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
