"""Export and import of a form in the admin, in the same JSON as on the command line."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from forms_engine.engine.actions import ImportRefusedError, import_form
from forms_engine.engine.authoring.addresses import NAMESPACE, screen
from forms_engine.engine.authoring.step_actions import editable, is_locked, who
from forms_engine.engine.form import Form
from forms_engine.engine.version import FormVersion

# Ten times the largest form that we know.
LARGEST = 5 * 1024 * 1024


class ImportForm(forms.Form):
    """Takes a file and gives back the JSON in it as ``cleaned_data["file"]``."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A form that was exported here or elsewhere, as JSON."),
    )

    def clean_file(self) -> dict[str, Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is too large to be a form."))
        try:
            raw = json.loads(file.read().decode())
        except (UnicodeDecodeError, RecursionError):
            raise forms.ValidationError(_("This file is not JSON.")) from None
        except json.JSONDecodeError as error:
            text = _("This file is not JSON: line %(line)d, column %(column)d.")
            names = {"line": error.lineno, "column": error.colno}
            raise forms.ValidationError(text % names) from None
        if not isinstance(raw, dict):
            raise forms.ValidationError(_("A form must be a JSON object."))
        return raw


def _as_file(definition: dict[str, Any], name: str) -> HttpResponse:
    text = json.dumps(definition, ensure_ascii=False, indent=2) + "\n"
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest draft as a file."""
    form: Form = editable(request, pk).get_latest_revision_as_object()
    return _as_file(form.definition_json, form.slug)


@require_safe
def export_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    form = editable(request, pk)
    version = get_object_or_404(FormVersion, form=form, number=number)
    return _as_file(version.definition, f"{form.slug}-{version.number}")


def import_new(request: HttpRequest) -> HttpResponse:
    """Make a form from a file."""
    if not policy_registry.get_by_type(Form).user_has_permission(request.user, "add"):
        raise PermissionDenied
    return _import(request, None)


def import_into(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file in the place of the form's draft. The published version stays."""
    form = editable(request, pk)
    if request.method == "POST" and is_locked(request, form):
        return redirect(screen("edit", form))
    return _import(request, form)


def _import(request: HttpRequest, form: Form | None) -> HttpResponse:
    asked = ImportForm(request.POST or None, request.FILES or None)
    mistakes: list[Any] = []
    if request.method == "POST" and asked.is_valid():
        raw = asked.cleaned_data["file"]
        slug = raw.get("slug")
        try:
            if form is None and isinstance(slug, str) and Form.objects.filter(slug=slug).exists():
                text = _("There is a form “%(slug)s” already: open it and import into it.")
                asked.add_error("file", text % {"slug": slug})
            else:
                made = import_form(raw, into=form.slug if form else "", author=who(request))
                messages.success(request, _("“%(title)s” is imported.") % {"title": made.title})
                return redirect(screen("edit", made))
        except ImportRefusedError as error:
            mistakes = error.mistakes
    home = {"url": reverse(f"{NAMESPACE}:list"), "label": _("Forms")}
    here = {"url": "", "label": _("Import")}
    middle = [{"url": screen("edit", form), "label": form.title}] if form else []
    context = {
        "form": asked,
        "target": form,
        "mistakes": mistakes,
        "header_title": _("Import a form"),
        "header_icon": "upload",
        "breadcrumbs_items": [home, *middle, here],
    }
    status = 422 if asked.errors or mistakes else 200
    return render(request, "forms_engine/authoring/import.html", context, status=status)
