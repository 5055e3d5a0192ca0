"""Save and come back: by a link that is mailed, on this device or another."""

from __future__ import annotations

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from forms_engine.engine.actions.resume import (
    TooManyLinksError,
    pick_up,
    read_resume_token,
    send_resume_link,
)
from forms_engine.engine.models import Submission
from forms_engine.engine.permissions import is_own, remember
from forms_engine.engine.runner.door import entered
from forms_engine.engine.runner.run import Run


class ResumeForm(forms.Form):
    """Where to send the link."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.com"),
        },
    )


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, run: Run) -> HttpResponse:
    """Mail a link with which to go on."""
    if run.must_sign_in:
        return redirect_to_login(run.url("resume"))
    if run.draft is None:
        return redirect(run.url("done") if run.submission else run.entry.apply_url)
    known = (
        run.user.email
        if run.user
        else run.answers.get(run.definition.settings.contact_email_field, "")
    )
    form = ResumeForm(request.POST or None, initial={"email": known})
    sent_to = ""
    if request.method == "POST" and form.is_valid():
        try:
            send_resume_link(
                submission=run.draft,
                to=form.cleaned_data["email"],
                service_title=run.entry.service_title,
                link_base=request.build_absolute_uri(run.url("resume")),
            )
        except TooManyLinksError:
            form.add_error(
                "email",
                _("We have sent several links in the last hour. Look into your mailbox first"),
            )
        else:
            sent_to = form.cleaned_data["email"]
    context = run.context(form=form, sent_to=sent_to)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "forms_engine/later.html", context, status=status)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, run: Run, token: str) -> HttpResponse:
    """Open a mailed link: looking changes nothing, the button lets this browser go on."""
    submission_id = read_resume_token(token)
    found = (
        Submission.objects.filter(pk=submission_id, version__form_id=run.entry.form_id).first()
        if submission_id
        else None
    )
    context = run.context(found=found)
    if found is None or not found.is_draft:
        status = 200 if found else 404
        return render(request, "forms_engine/resume.html", context, status=status)
    if found.applicant_id is not None and not is_own(request, found):
        if run.user is None:
            return redirect_to_login(request.get_full_path())
        return render(request, "forms_engine/resume.html", {**context, "found": None}, status=404)
    if request.method == "POST":
        remember(request, found)
        run.submission = pick_up(submission_id=found.pk)
        return redirect(run.next_url)
    return render(request, "forms_engine/resume.html", context)
