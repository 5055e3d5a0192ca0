"""Handing out a receipt, and telling whether one is ours."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.outbox import work
from forms_engine.engine.models import Document, Submission
from forms_engine.engine.permissions import is_own
from forms_engine.engine.receipts.issue import find_receipt


@require_safe
def receipt(request: HttpRequest, submission_id: UUID) -> HttpResponseBase:
    """The receipt's PDF for its author, made at once when the worker has not come to it yet."""
    sent = Submission.objects.numbered()
    submission = get_object_or_404(sent, pk=submission_id)
    if not is_own(request, submission):
        raise Http404
    return serve_receipt(submission)


def serve_receipt(submission: Submission) -> HttpResponseBase:
    """The PDF of a submission's receipt; whoever calls has asked whether it may be seen."""
    document = get_object_or_404(submission.documents, kind=Document.Kind.RECEIPT)
    if not document.is_done:
        work(document._meta.label_lower, str(document.pk))
        document.refresh_from_db()
    if not document.is_done:
        # The worker has it in hand at this very moment, or has just failed and will try again.
        busy = HttpResponse(
            _("Your receipt is being made. Load this page again in a few seconds."),
            status=503,
            content_type="text/plain; charset=utf-8",
        )
        busy["Retry-After"] = "5"
        return busy
    response = FileResponse(
        document.file.open("rb"),
        filename=f"{submission.written_reference}.pdf",
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response


class VerifyForm(forms.Form):
    """The two numbers that a receipt bears."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("At the top right of the receipt, for example K7QM-2XHP-9"),
        error_messages={"required": _("Enter the reference")},
    )
    code = forms.CharField(
        label=_("Verification code"),
        max_length=60,
        help_text=_("Below the reference, four groups of four"),
        error_messages={"required": _("Enter the verification code")},
    )


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Tell whether a reference and a code belong to a receipt that we issued, and nothing else.

    Asked by GET so that the QR code on a receipt leads straight to the answer; it changes nothing.
    """
    asked = "reference" in request.GET or "code" in request.GET
    form = VerifyForm(request.GET if asked else None)
    is_ours = None
    if asked and form.is_valid():
        is_ours = find_receipt(**form.cleaned_data) is not None
    response = render(
        request,
        "forms_engine/verify.html",
        {"form": form, "is_ours": is_ours},
        status=422 if form.errors else 200,
    )
    response["Cache-Control"] = "private, no-store"
    return response
