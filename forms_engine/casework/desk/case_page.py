"""A case's page: what was asked and answered, what happened, and what to do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from forms_engine.casework.answers import sections
from forms_engine.casework.desk.deliveries import deliveries
from forms_engine.casework.desk.door import Desk, at_desk
from forms_engine.casework.desk.events import happenings
from forms_engine.casework.desk.forms import MoveForm, NoteForm, StateForm
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.routing import reason
from forms_engine.engine.receipts.views import serve_receipt
from forms_engine.engine.runner.files import file_response


@at_desk
@require_safe
def case_page(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """All that there is to one case."""
    return render_case(request, desk, desk.case(pk))


def render_case(
    request: HttpRequest, desk: Desk, case: Case, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of the case; ``more`` puts the form that was sent in the place of a fresh one."""
    submission = case.submission
    definition = submission.version.in_language(get_language() or submission.language)
    sent = deliveries(case)
    events = happenings(case)[::-1]
    context = {
        "desk": desk,
        "case": case,
        "submission": submission,
        "definition": definition,
        "sections": sections(submission, definition),
        "happenings": events,
        "moved": next((event for event in events if event.kind == CaseEvent.Kind.MOVED), None),
        "deliveries": sent,
        "has_receipt": any(delivery.is_receipt for delivery in sent),
        "reason": reason(case, definition),
        "is_mine": case.assignee_id == desk.officer.pk,
        "state_form": StateForm(case=case),
        "note_form": NoteForm(),
        "move_form": MoveForm(case=case),
        **more,
    }
    return render(request, "desk/case.html", context, status=status)


@at_desk
@require_safe
def file(request: HttpRequest, desk: Desk, pk: int, file_id: UUID) -> HttpResponseBase:
    """A file that the resident handed in, for saving and never for showing in the page."""
    case = desk.case(pk)
    return file_response(get_object_or_404(case.submission.attachments, pk=file_id))


@at_desk
@require_safe
def receipt(request: HttpRequest, desk: Desk, pk: int) -> HttpResponseBase:
    """The receipt that the resident got."""
    return serve_receipt(desk.case(pk).submission)
