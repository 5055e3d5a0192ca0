"""The resident's own page: everything of mine in one place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import departments_of
from forms_engine.casework.answers import sections
from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from forms_engine.dashboard.timeline import case_of, definition_of, moments, state_words
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import is_own

PAGE_SIZE = 20
# More things than this need nobody at once; the newest come first.
NEEDS_SHOWN = 20


@dataclass(frozen=True)
class Item:
    """One line of the page: a draft or a request, in the reader's language."""

    submission: Submission

    @property
    def case(self) -> Case | None:
        return getattr(self.submission, "case", None)

    @property
    def title(self) -> str:
        return definition_of(self.submission).title

    @property
    def state(self) -> str:
        return state_words(self.submission, self.case)

    @property
    def key(self) -> str:
        return self.case.state if self.case else self.submission.status


@login_required
@cache_control(private=True, no_store=True)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs the resident now, and every request with its state."""
    assert isinstance(request.user, User)
    status = Submission.Status
    # Many requests share a few versions, whose definitions are long: each is fetched once.
    mine = Submission.objects.of(request.user).select_related("case").prefetch_related("version")
    mine = mine.defer("answers", "done", "typed", "case__search_text")
    needs = mine.filter(
        Q(status__in=[status.DRAFT, status.AWAITING_PAYMENT]) | Q(case__state=State.WAITING)
    ).order_by("-updated_at")
    requests = mine.numbered().exclude(status=status.AWAITING_PAYMENT)
    page = Paginator(requests.order_by("-submitted_at", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    newer = page.previous_page_number() if page.has_previous() else None
    older = page.next_page_number() if page.has_next() else None
    context = {
        "newer": newer and {"href": f"?page={newer}", "text": _("Newer requests")},
        "older": older and {"href": f"?page={older}", "text": _("Older requests")},
        "needs": [Item(submission) for submission in needs[:NEEDS_SHOWN]],
        "page": page,
        "requests": [Item(submission) for submission in page.object_list],
        "works_at_desk": departments_of(request.user).exists(),
    }
    return render(request, "dashboard/my.html", context)


@cache_control(private=True, no_store=True)
@require_safe
def request_detail(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One request of mine: state, timeline with messages, answers, receipt.

    A stranger is asked to sign in, whether the request exists or not.
    """
    sent = Submission.objects.numbered().select_related("version")
    submission = sent.filter(pk=submission_id).first()
    if submission is None or not is_own(request, submission):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    case = case_of(submission)
    definition = definition_of(submission)
    is_unpaid = submission.status == Submission.Status.AWAITING_PAYMENT
    context = {
        "submission": submission,
        "definition": definition,
        "case": case,
        "state": state_words(submission, case),
        "moments": moments(submission, case),
        "sections": sections(submission, definition),
        "pay_url": _pay_url(submission) if is_unpaid else "",
    }
    return render(request, "dashboard/request.html", context)


def _pay_url(submission: Submission) -> str:
    """The page that leads to the checkout of this very request."""
    page = reverse("apply_pay", args=[submission.service_slug])
    return f"{page}?submission={submission.pk}"
