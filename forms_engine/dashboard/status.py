"""Status without an account: reference and e-mail address tell where a request is."""

from __future__ import annotations

import hmac
import time
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.actions import notify
from forms_engine.dashboard.timeline import case_of, moments, state_words
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import is_own, remember
from forms_engine.engine.reference import read as read_reference

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


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for reference and e-mail address; a right pair shows state and timeline."""
    form = StatusForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    code = 200
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(
            request, action="status", config={"status": "30/m/ip"}
        ):
            return limited
        if form.is_valid() and (submission := form.found()):
            return _found(request, submission)
        if form.is_valid():
            form.add_error(
                None,
                _("We know no request with this reference and this e-mail address. Check both."),
            )
        code = 422
    return render(request, "dashboard/status.html", context, status=code)


def _found(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show where the request is; mail a link to all the rest when that is asked for."""
    mailed = "mail_link" in request.POST
    if mailed:
        _mail_link(submission)
    case = case_of(submission)
    context = {
        "submission": submission,
        "case": case,
        "state": state_words(submission, case),
        "moments": moments(submission, case),
        "is_mailed": mailed,
        "is_own": is_own(request, submission),
    }
    response = render(request, "dashboard/status_found.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


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


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a mailed link: the page changes nothing, its button lets this browser see it all."""
    token = request.POST.get("token") or request.GET.get("token", "")
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return render(request, "dashboard/link_expired.html", status=410)
    submission = Submission.objects.numbered().filter(pk=pk, applicant=None).first()
    if submission is None:
        return render(request, "dashboard/link_expired.html", status=410)
    if request.method == "POST":
        remember(request, submission)
        return redirect("my_request", submission_id=submission.pk)
    return render(request, "dashboard/unlock.html", {"token": token, "submission": submission})
