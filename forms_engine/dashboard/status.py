"""Status without an account: reference and e-mail address tell where a request is."""

from __future__ import annotations

import hmac
import time

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.actions import notify
from forms_engine.dashboard.timeline import case_of, definition_of, moments, state_words
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import is_own, remember
from forms_engine.engine.reference import read as read_reference

# One address may ask often, as a library's computers do; one reference need not be tried often.
RATES = {"status": "30/m/ip", "status-reference": "30/h/key"}

SALT = "status-unlock"
LINK_SECONDS = 3600


class StatusForm(forms.Form):
    """The two things that a resident without an account knows."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It is in your confirmation mail, for example K7QM-2XHP-9"),
        error_messages={"required": _("Enter the reference")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The one that you gave in the form"),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.com"),
        },
    )

    def clean_reference(self) -> str:
        reference = read_reference(self.cleaned_data["reference"])
        if not reference:
            raise forms.ValidationError(
                _("Check the reference: it has nine letters and digits, like K7QM-2XHP-9")
            )
        return reference

    def found(self) -> Submission | None:
        """The submission that both belong to. A wrong address is told as a wrong reference is."""
        submission = (
            Submission.objects.numbered()
            .select_related("version")
            .filter(reference=self.cleaned_data["reference"])
            .first()
        )
        given = self.cleaned_data["email"].lower().encode()
        known = submission.email.lower().encode() if submission else b""
        return submission if hmac.compare_digest(given, known) else None


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for reference and e-mail address; a right pair shows state and timeline."""
    if request.method != "POST":
        return render(request, "dashboard/status.html", {"form": StatusForm()})
    if limited := ratelimit.consume_or_429(request, action="status", config=RATES):
        return limited
    form = StatusForm(request.POST)
    if form.is_valid():
        if limited := ratelimit.consume_or_429(
            request,
            action="status-reference",
            config=RATES,
            key=form.cleaned_data["reference"],
        ):
            return limited
        if submission := form.found():
            return _found(request, submission)
        form.add_error(
            None, _("We know no request with this reference and this e-mail address. Check both.")
        )
    return render(request, "dashboard/status.html", {"form": form}, status=422)


def _found(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show where the request is; mail a link to all the rest when that is asked for."""
    mailed = "mail_link" in request.POST
    if mailed:
        _mail_link(submission)
    case = case_of(submission)
    context = {
        "submission": submission,
        "title": definition_of(submission).title,
        "case": case,
        "state": state_words(submission, case),
        "moments": moments(submission, case),
        "is_mailed": mailed,
        "is_own": is_own(request, submission),
    }
    return render(request, "dashboard/status_found.html", context)


def _mail_link(submission: Submission) -> None:
    """Mail a link that lets one browser see the whole request; at most one every ten minutes."""
    token = signing.dumps(str(submission.pk), salt=SALT)
    slot = int(time.time() // 600)
    notify(
        purpose=f"status-link:{submission.pk}:{slot}",
        to=submission.email,
        template="status_link",
        context={
            "reference": submission.written_reference,
            "title": submission.definition.title,
            "path": f"{reverse('status_unlock')}?token={token}",
        },
        language=submission.language,
        about=submission.pk,
        secret=True,
    )


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a mailed link: the page changes nothing, its button lets this browser see it all."""
    token = request.POST.get("token") or request.GET.get("token", "")
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return render(request, "dashboard/link_expired.html", status=410)
    sent = Submission.objects.numbered().select_related("version")
    submission = sent.filter(pk=pk, applicant=None).first()
    if submission is None:
        return render(request, "dashboard/link_expired.html", status=410)
    if request.method == "POST":
        # A session that somebody else set up before must not come to see it, too.
        request.session.cycle_key()
        remember(request, submission)
        return redirect("my_request", submission_id=submission.pk)
    title = definition_of(submission).title
    context = {"token": token, "submission": submission, "title": title}
    return render(request, "dashboard/unlock.html", context)
