"""Lists of cases: mine, those of one queue, and everything the officer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms_engine.casework.desk.door import Desk, at_desk
from forms_engine.casework.desk.filters import (
    Filters,
    assignee_choices,
    due_choices,
    state_choices,
)
from forms_engine.casework.desk.glance import glance_context
from forms_engine.casework.models import Case

if TYPE_CHECKING:
    from forms_engine.casework.cases import CaseQuerySet

PAGE_SIZE = 25


@at_desk
@require_safe
def mine(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The desk's front page: the officer's own cases."""
    cases = desk.cases.assigned_to(desk.officer)
    return _list(request, desk, cases, title=_("My cases"), url=reverse("desk:mine"))


@at_desk
@require_safe
def everything(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All cases of all queues of the officer's, to search in."""
    return _list(request, desk, desk.cases, title=_("All my queues"), url=reverse("desk:cases"))


@at_desk
@require_safe
def queue(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """The cases of one queue."""
    found = desk.queue(slug)
    url = reverse("desk:queue", args=[slug])
    cases = desk.cases.filter(queue=found)
    return _list(request, desk, cases, title=found.name, url=url, queue=found)


def _list(
    request: HttpRequest, desk: Desk, cases: CaseQuerySet, *, title: str, url: str, **more: Any
) -> HttpResponse:
    filters = Filters.read(request.GET)
    found = filters.narrow(cases.select_related("submission", "queue", "assignee"), desk.officer)
    # Answers are long and stand on the case's own page.
    found = found.only(
        "state", "version", "opened_at", "due_at", "title", "applicant_name", "summary",
        "queue__name", "submission__reference",
        "assignee__first_name", "assignee__last_name", "assignee__email",
    )  # fmt: skip
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "title": title,
        "url": url,
        "current": url + filters.query(sort=""),
        "filters": filters,
        "chips": list(filters.chips(url)),
        "columns": _columns(filters),
        "choices": _choices(filters),
        "page": page,
        "page_query": filters.query(),
        "selected": _selected(request, desk, page),
        **more,
    }
    return render(request, "desk/list.html", context)


def _selected(request: HttpRequest, desk: Desk, page: Page[Case]) -> dict[str, Any] | None:
    """What the right pane shows: the case asked for if it is on the page, else the first one."""
    wanted = request.GET.get("case", "")
    rows = list(page.object_list)
    chosen = next((case for case in rows if str(case.pk) == wanted), rows[0] if rows else None)
    return glance_context(chosen) if chosen else None


def _columns(filters: Filters) -> list[dict[str, str]]:
    """The headings: each sorts the list, and says how it is sorted now (WAI-ARIA's words)."""
    labels = {
        "reference": _("Reference"),
        "request": _("Request"),
        "applicant": _("Applicant"),
        "state": _("State"),
        "due": _("Due"),
    }
    order = {"": "ascending", "-": "descending"}
    sign = "-" if filters.sort.startswith("-") else ""
    return [
        {
            "name": name,
            "label": label,
            "query": filters.sort_query(name) or "?",
            "sorted": order[sign] if filters.sort.removeprefix("-") == name else "",
        }
        for name, label in labels.items()
    ]


def _choices(filters: Filters) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": label,
            "empty": empty,
            "options": options,
            "value": getattr(filters, name),
        }
        for name, label, empty, options in (
            ("state", _("State"), _("All open"), state_choices()),
            ("assignee", _("With"), _("Everybody"), assignee_choices()),
            ("due", _("Due"), _("Any time"), due_choices()),
        )
    ]
