"""Versions of a form, and what changed between any two states of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.snippets.views.snippets import RevisionsCompareView

from forms_engine.engine.authoring.addresses import NAMESPACE, screen
from forms_engine.engine.authoring.diff import changes
from forms_engine.engine.authoring.step_actions import editable
from forms_engine.engine.form import Form
from forms_engine.engine.version import FormVersion


class CompareView(RevisionsCompareView):
    """Compares two revisions by what a form says instead of by its columns."""

    template_name = "forms_engine/authoring/compare.html"

    def _get_comparison(self, revision_a: Form, revision_b: Form) -> list[Any]:
        return changes(revision_a.definition_json, revision_b.definition_json)


def _trail(form: Form, label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse(f"{NAMESPACE}:list"), "label": _("Forms")},
        {"url": screen("edit", form), "label": form.title},
        {"url": "", "label": label},
    ]


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was published, the newest first, and how many requests hang on each."""
    form = editable(request, pk)
    found = form.versions.annotate(requests=Count("submissions")).select_related("author")
    context = {
        "form": form,
        "versions": found.defer("definition"),
        "header_title": _("Versions"),
        "header_icon": "history",
        "breadcrumbs_items": _trail(form, _("Versions")),
    }
    return render(request, "forms_engine/authoring/versions.html", context)


@require_safe
def compare_versions(request: HttpRequest, pk: int, old: int, new: str) -> HttpResponse:
    """What changed from one version to another, or to the draft."""
    form = editable(request, pk)
    before = get_object_or_404(FormVersion, form=form, number=old)
    if new == "draft":
        after: dict[str, Any] = form.get_latest_revision_as_object().definition_json
        heading = _("Draft")
    elif new.isdecimal():
        after = get_object_or_404(FormVersion, form=form, number=int(new)).definition
        heading = _("Version %(number)s") % {"number": new}
    else:
        raise Http404
    context = {
        "comparison": changes(before.definition, after),
        "revision_a_heading": _("Version %(number)s") % {"number": old},
        "revision_b_heading": heading,
        "header_title": _("Compare"),
        "header_icon": "history",
        "breadcrumbs_items": _trail(form, _("Compare")),
    }
    return render(request, "forms_engine/authoring/compare.html", context)
