"""The buttons beside a step: add, copy, move, delete."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from accounts.models import User
from forms_engine.engine.authoring import actions
from forms_engine.engine.authoring.addresses import screen, step_screen
from forms_engine.engine.authoring.step_forms import AddStepForm
from forms_engine.engine.form import Form


def editable(request: HttpRequest, pk: int) -> Form:
    """The form, if this person may change it and nobody has locked it.

    The same rules as on the form's own page: its permission policy, and the task in whose hands
    it is while it waits for approval.
    """
    form: Form = get_object_or_404(Form, pk=pk)
    policy = policy_registry.get_by_type(Form)
    task = form.current_workflow_task
    if not policy.user_has_permission_for_instance(request.user, "change", form) and not (
        task and task.user_can_access_editor(form, request.user)
    ):
        raise PermissionDenied
    return form


def who(request: HttpRequest) -> User:
    """The person at the desk: nobody gets into the admin without signing in."""
    assert request.user.is_authenticated
    return request.user


def is_locked(request: HttpRequest, form: Form) -> bool:
    lock = form.get_lock()
    if lock is None or not lock.for_user(request.user):
        return False
    messages.error(request, lock.get_message(request.user) or _("The form is locked."))
    return True


StepAction = Callable[..., HttpResponse]


def _to_steps(form: Form) -> HttpResponse:
    return redirect(screen("edit", form) + "#tab-steps")


def _on_step(action: StepAction) -> StepAction:
    """A view that does something with one step, and says so when the step is gone."""

    @require_POST
    def view(request: HttpRequest, pk: int, uid: uuid.UUID) -> HttpResponse:
        form = editable(request, pk)
        if is_locked(request, form):
            return _to_steps(form)
        try:
            return action(request, form, uid)
        except actions.StepGoneError:
            messages.warning(request, _("Somebody has deleted this step meanwhile."))
            return _to_steps(form)

    return view


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step at the end and open it."""
    form = editable(request, pk)
    if is_locked(request, form):
        return _to_steps(form)
    asked = AddStepForm(request.POST)
    if not asked.is_valid():
        messages.error(request, _("Give the new step a title."))
        return _to_steps(form)
    title = asked.cleaned_data["title"]
    step = actions.add_step(form_id=form.pk, title=title, user=who(request))
    return redirect(step_screen(form, step))


@_on_step
def copy(request: HttpRequest, form: Form, uid: uuid.UUID) -> HttpResponse:
    step = actions.copy_step(form_id=form.pk, uid=uid, user=who(request))
    messages.success(request, _("“%(title)s” is made.") % {"title": step.title})
    return _to_steps(form)


@_on_step
def move(request: HttpRequest, form: Form, uid: uuid.UUID) -> HttpResponse:
    by = -1 if request.POST.get("to") == "up" else 1
    actions.move_step(form_id=form.pk, uid=uid, by=by, user=who(request))
    return _to_steps(form)


def delete(request: HttpRequest, pk: int, uid: uuid.UUID) -> HttpResponse:
    """Ask once, then delete."""
    if request.method == "POST":
        return _delete(request, pk, uid)
    form = actions.in_memory(editable(request, pk).get_latest_revision_as_object())
    try:
        step = actions.find(form, uid)
    except actions.StepGoneError:
        messages.warning(request, _("Somebody has deleted this step meanwhile."))
        return _to_steps(form)
    context: dict[str, Any] = {
        "form": form,
        "step": step,
        "edit_url": screen("edit", form),
        "breadcrumbs_items": [
            {"url": screen("edit", form), "label": form.title},
            {"url": "", "label": _("Delete a step")},
        ],
        "header_title": _("Delete a step"),
        "header_icon": "bin",
    }
    return render(request, "forms_engine/authoring/delete_step.html", context)


@_on_step
def _delete(request: HttpRequest, form: Form, uid: uuid.UUID) -> HttpResponse:
    actions.delete_step(form_id=form.pk, uid=uid, user=who(request))
    messages.success(request, _("The step is deleted. Earlier versions still have it."))
    return _to_steps(form)
