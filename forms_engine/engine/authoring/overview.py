"""A form's own page: its steps, its settings, its problems."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CopyView, CreateView, WorkflowActionView

from forms_engine.engine.authoring import actions, flow
from forms_engine.engine.authoring.addresses import screen
from forms_engine.engine.authoring.editing import FormEditView, Refusing, refusal
from forms_engine.engine.form import Form
from forms_engine.engine.problems import Problem, UnfinishedFormError, problems

_STEP = re.compile(r"/steps/(\d+)")


def per_step(found: list[Problem]) -> dict[int, int]:
    """How many problems each step has, by its place in the form."""
    return Counter(int(match[1]) for problem in found if (match := _STEP.match(problem.path)))


class OverviewView(FormEditView):
    template_name = "forms_engine/authoring/overview.html"

    def save_instance(self) -> Form:
        self.form.save(commit=False)
        if not self.object.live:
            # Lists and searches read the row. Its steps follow when a revision is published.
            columns = {field.name for field in Form._meta.concrete_fields}
            self.object.save(update_fields=sorted(columns & set(self.form.fields)))
        self.keep()
        return self.object

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.is_automatic:
            self.request.form_overview = self._overview()
        return super().get_context_data(**kwargs)

    def _overview(self) -> dict[str, Any]:
        found = problems(self.object)
        steps = list(flow.rows(self.object, per_step(found)))
        return {
            "overview_steps": steps,
            "flow_width": flow.WIDTH,
            "flow_height": flow.height(len(steps)),
            "problems": found,
            "error_count": sum(problem.is_error for problem in found),
            "locked": bool(self.locked_for_user),
            "overview_form": self.object,
        }

    @property
    def header_more_buttons(self) -> list[Button]:
        names = [
            ("translations", _("Translations"), "globe"),
            ("stops", _("Eligibility stops"), "no-view"),
            ("versions", _("Versions"), "history"),
            ("export", _("Export"), "download"),
            ("import_into", _("Import into this form"), "upload"),
        ]
        if len(settings.LANGUAGES) < 2:
            names = names[1:]
        own = [
            Button(label, url=screen(name, self.object), icon_name=icon, priority=number)
            for number, (name, label, icon) in enumerate(names)
        ]
        return [*own, *super().header_more_buttons]


class NewFormView(Refusing, CreateView):
    """Asks only what a form cannot be without; all else is on its own page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # A form is made when somebody says so, not while they are typing its name.
        return {**super().get_context_data(**kwargs), "autosave_enabled": False}

    def get_success_url(self) -> str:
        return screen("edit", self.object)

    def get_success_message(self, instance: Any = None) -> str:
        if self.action == "create":
            return _("“%(title)s” is made. Now add its first step.") % {"title": self.object.title}
        return str(super().get_success_message(instance))

    def get_success_buttons(self) -> list[Any]:
        return []


class CopyFormView(CopyView, NewFormView):
    """A new form with the settings and the steps of another one."""

    def get_initial_form_instance(self) -> Form:
        return Form()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        source = self._source()
        title = _("%(title)s (copy)") % {"title": source.title}
        kwargs["initial"] = {"title": title[:200], "department": source.department_id}
        return kwargs

    def _source(self) -> Form:
        live: Form = self.get_copied()
        return actions.in_memory(live.get_latest_revision_as_object())

    def get_copied(self) -> Form:
        return super().get_object()

    def save_instance(self) -> Form:
        form: Form = self.form.save(commit=False)
        form.live = False
        self.new_revision = actions.copy_form(self._source(), form, user=self.request.user)
        return form

    def get_success_message(self, instance: Any = None) -> str:
        return _("“%(title)s” is made, with all steps.") % {"title": self.object.title}


class ApproveView(WorkflowActionView):
    """Approving from a list publishes, too."""

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except UnfinishedFormError as error:
            messages.error(request, refusal(error.problems))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(
                    request, {"step": "success", "redirect": screen("edit", self.object)}
                )
            return redirect(screen("edit", self.object))
