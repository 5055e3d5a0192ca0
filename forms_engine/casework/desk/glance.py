"""The right pane beside a list: a case at a glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forms_engine.casework.desk.door import Desk, at_desk
from forms_engine.casework.desk.events import happenings
from forms_engine.casework.models import Case

EVENTS = 5


def glance_context(case: Case) -> dict[str, Any]:
    """What the pane shows: the newest events first, the oldest ones on the case's own page."""
    return {"case": case, "happenings": happenings(case)[::-1][:EVENTS]}


@at_desk
@require_safe
def glance(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """The pane alone, for the script that follows the selected row."""
    return render(request, "desk/glance.html", glance_context(desk.case(pk)))
