"""What officers do to cases. Every view is a POST that ends on a page to look at."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms_engine.casework import actions
from forms_engine.casework.actions import AlreadyClaimedError, StaleCaseError, TransitionError
from forms_engine.casework.desk.case_page import render_case
from forms_engine.casework.desk.deliveries import deliveries
from forms_engine.casework.desk.door import Desk, at_desk
from forms_engine.casework.desk.events import happenings
from forms_engine.casework.desk.forms import MoveForm, NoteForm, StateForm
from forms_engine.casework.models import Case


@at_desk
@require_POST
def take_next(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Claim the unassigned case that is due first, of one queue or of all the officer's."""
    slug = request.POST.get("queue", "")
    queues = [desk.queue(slug)] if slug else desk.queues
    case = actions.take_next(queues, desk.officer)
    if case is None:
        messages.info(request, _("Nothing waits: every open case is with somebody."))
        return redirect("desk:queue", slug=slug) if slug else redirect("desk:mine")
    return redirect("desk:case", pk=case.pk)


@at_desk
@require_POST
def claim(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take the case over."""
    case = desk.case(pk)
    try:
        actions.claim(case, desk.officer)
    except AlreadyClaimedError as refusal:
        messages.error(request, _("%(officer)s has this case.") % {"officer": refusal.holder})
    else:
        messages.success(request, _("The case is yours."))
    return redirect("desk:case", pk=pk)


@at_desk
@require_POST
def release(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Give the case back to its queue."""
    actions.release(desk.case(pk), desk.officer)
    messages.success(request, _("The case is free for everybody in its queue."))
    return redirect("desk:case", pk=pk)


@at_desk
@require_POST
def note(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Write down something for the department."""
    case = desk.case(pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render_case(request, desk, case, status=422, note_form=form)
    actions.note(case, desk.officer, form.cleaned_data["text"], key=form.cleaned_data["key"])
    return redirect("desk:case", pk=pk)


@at_desk
@require_POST
def change_state(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Decide, ask back, or go on working; the resident is told."""
    case = desk.case(pk)
    form = StateForm(request.POST, case=case)
    if not form.is_valid():
        return render_case(request, desk, case, status=422, state_form=form)
    state, message = form.cleaned_data["state"], form.cleaned_data["message"]
    version = form.cleaned_data["version"]
    try:
        actions.change_state(case, desk.officer, state, version=version, message=message)
    except StaleCaseError:
        fresh = desk.case(pk)
        typed = {"version": fresh.version, "state": state, "message": message}
        form = StateForm(case=fresh, initial=typed)
        return _stale(request, desk, fresh, version, state_form=form)
    except TransitionError:
        form.add_error("state", _("Choose one of these: the case cannot go to that state."))
        return render_case(request, desk, case, status=422, state_form=form)
    messages.success(request, _("The case is now: %(state)s") % {"state": state.label})
    return redirect("desk:case", pk=pk)


@at_desk
@require_POST
def move(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Hand the case to another queue, of this department or another one."""
    case = desk.case(pk)
    form = MoveForm(request.POST, case=case)
    if not form.is_valid():
        return render_case(request, desk, case, status=422, move_form=form)
    queue, text = form.cleaned_data["queue"], form.cleaned_data["text"]
    version = form.cleaned_data["version"]
    try:
        actions.move(case, desk.officer, queue, version=version, text=text)
    except StaleCaseError:
        fresh = desk.case(pk)
        form = MoveForm(
            case=fresh, initial={"version": fresh.version, "queue": queue.pk, "text": text}
        )
        return _stale(request, desk, fresh, version, move_form=form)
    done = _("%(reference)s is now in %(queue)s of %(department)s.") % {
        "reference": case.submission.written_reference,
        "queue": queue.name,
        "department": queue.department.name,
    }
    messages.success(request, done)
    if queue in desk.queues:
        return redirect("desk:case", pk=pk)
    return redirect("desk:mine")


def _stale(
    request: HttpRequest, desk: Desk, case: Case, seen: int, **form: StateForm | MoveForm
) -> HttpResponse:
    """The case as it is now, with what changed meanwhile and with what the officer has typed."""
    changes = happenings(case, after=seen)
    return render_case(request, desk, case, status=409, is_stale=True, changes=changes, **form)


@at_desk
@require_POST
def retry(request: HttpRequest, desk: Desk, pk: int, delivery_id: UUID) -> HttpResponseBase:
    """Try a mail or a document once more."""
    case = desk.case(pk)
    for delivery in deliveries(case):
        if delivery.pk == delivery_id:
            delivery.row.retry()
            messages.success(request, _("It is tried again now."))
            return redirect("desk:case", pk=pk)
    raise Http404
