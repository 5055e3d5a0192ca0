"""The pages around the steps: start, check your answers, pay, done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms_engine.engine.actions import IncompleteSubmissionError, submit
from forms_engine.engine.actions.drafts import AlreadySentError, discard_draft
from forms_engine.engine.actions.fee import fee_payment
from forms_engine.engine.actions.recheck import whole
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import SESSION_KEY
from forms_engine.engine.runner import check_page
from forms_engine.engine.runner.check_page import fee_text
from forms_engine.engine.runner.door import entered, open_or_under_way
from forms_engine.engine.runner.run import ACTION, Run, as_uuid

DECLARATION = "draft-declaration"

# Names one of several requests sent by the same form.
WHICH = "submission"


@entered
@open_or_under_way
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, run: Run) -> HttpResponse:
    """Begin, or choose between the draft that is there and a new one."""
    first = run.url(run.definition.steps[0].slug)
    if request.method == "POST":
        if run.draft and request.POST.get(ACTION) == "again":
            try:
                discard_draft(submission_id=run.draft.pk)
            except AlreadySentError:
                return redirect(run.url("done"))
        return redirect(first)
    if not run.draft and not run.must_sign_in and not run.definition.intro:
        return redirect(first)
    return render(request, "forms_engine/start.html", run.context(first_url=first))


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, run: Run) -> HttpResponse:
    """All answers before they are sent; or the reason why the way ends here."""
    if run.must_sign_in:
        return redirect_to_login(request.get_full_path())
    if run.draft is None:
        return redirect(_without_draft(run))
    if run.journey.stop:
        return render(request, "forms_engine/stop.html", check_page.stop_context(run))
    if run.journey.first_open:
        return redirect(run.next_url)
    if request.method == "POST":
        return _confirmed(run, run.draft)
    return _check(run)


def _without_draft(run: Run) -> str:
    """Where somebody goes whose draft is gone: it was sent, or it was never there."""
    sent = run.submission or sent_last(run)
    return _after_sending(run, sent) if sent else run.entry.apply_url


def _confirmed(run: Run, draft: Submission) -> HttpResponse:
    if run.definition.settings.declaration and not run.request.POST.get(DECLARATION):
        return _check(run, _("Tick the box to confirm the declaration"))
    return _send(run, draft)


def _check(run: Run, problem: str = "") -> HttpResponse:
    context = {**check_page.context(run), "declaration_problem": problem}
    return render(run.request, "forms_engine/check.html", context, status=422 if problem else 200)


def _send(run: Run, draft: Submission) -> HttpResponse:
    """Send the draft, if all of it is sound."""
    if step := whole(run.journey):
        return redirect(run.url(step.slug) + "?change&check")
    try:
        sent = submit(submission_id=draft.pk)
    except IncompleteSubmissionError:
        return redirect(run.next_url)
    except Submission.DoesNotExist:
        return redirect(run.entry.apply_url)
    return redirect(_after_sending(run, sent))


def _after_sending(run: Run, sent: Submission) -> str:
    if sent.status == Submission.Status.AWAITING_PAYMENT:
        return run.url("pay")
    return run.url("done")


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, run: Run) -> HttpResponse:
    """What is owed and the way to the checkout; whoever comes back unpaid stands here again."""
    sent = sent_last(run)
    if sent is None:
        return redirect(run.entry.apply_url)
    if sent.status != Submission.Status.AWAITING_PAYMENT:
        return redirect(f"{run.url('done')}?{WHICH}={sent.pk}")
    if request.method == "POST":
        back = f"{run.url('done')}?{WHICH}={sent.pk}"
        payment = fee_payment(submission=sent, return_url=request.build_absolute_uri(back))
        return redirect(payment.checkout_url)
    return render(request, "forms_engine/pay.html", _sent_context(run, sent))


@entered
@require_safe
def done(request: HttpRequest, run: Run) -> HttpResponse:
    """The reference and what happens next; the same page however often it is asked for."""
    sent = sent_last(run)
    if sent is None:
        return redirect(run.entry.apply_url)
    if sent.status == Submission.Status.AWAITING_PAYMENT:
        return redirect(f"{run.url('pay')}?{WHICH}={sent.pk}")
    return render(request, "forms_engine/done.html", _sent_context(run, sent))


def _sent_context(run: Run, sent: Submission) -> dict[str, Any]:
    definition = sent.version.in_language(run.language)
    fee = fee_text(definition.settings.fee)
    return {**run.context(), "definition": definition, "submission": sent, "fee": fee}


def sent_last(run: Run) -> Submission | None:
    """What this visitor sent last by this form, or the one that the address names; maybe none."""
    numbered = Submission.objects.numbered().filter(version__form_id=run.entry.form_id)
    known = run.request.session.get(SESSION_KEY, [])
    mine = numbered.filter(applicant=None, pk__in=known)
    if run.user is not None:
        mine |= numbered.filter(applicant=run.user)
    if which := as_uuid(run.request.GET.get(WHICH, "")):
        mine = mine.filter(pk=which)
    return mine.select_related("version").order_by("-submitted_at").first()
