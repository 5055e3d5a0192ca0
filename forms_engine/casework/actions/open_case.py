"""A sent submission becomes a case in its queue."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.routing import route
from forms_engine.engine.models import Submission


@transaction.atomic
def open_case(submission: Submission) -> Case:
    """Put the submission into its queue as a new case; a repeat gives back the case it has."""
    existing = Case.objects.filter(submission=submission).first()
    if existing:
        return existing
    chosen = route(submission)
    now = timezone.now()
    definition = submission.version.in_language(submission.version.definition.get("language", "en"))
    with translation.override(definition.language):
        shown = {
            key: definition.fields[key].display(raw).replace("\n", " ")
            for key, raw in submission.answers.items()
            if key in definition.fields
        }
        words = [
            definition.fields[key].search_text(raw)
            for key, raw in submission.answers.items()
            if key in definition.fields
        ]
    settings = definition.settings
    case = Case.objects.create(
        submission=submission,
        queue=chosen.queue,
        routed_by=chosen.condition,
        opened_at=now,
        due_at=now + dt.timedelta(days=chosen.queue.days_promised),
        title=definition.title[:200],
        applicant_name=shown.get(settings.applicant_field, "")[:200],
        summary=" · ".join(s for k in settings.summary_fields if (s := shown.get(k)))[:250],
        search_text=" ".join([submission.reference, definition.title, *words]).lower(),
    )
    CaseEvent.objects.create(
        case=case, kind=CaseEvent.Kind.OPENED, is_public=True, state=case.state, at=now
    )
    return case
