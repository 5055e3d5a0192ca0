"""What a resident is told to expect."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from tests.factories.casework import case
from tests.pages import text_of


@pytest.mark.parametrize(
    ("state", "days", "words"),
    [
        (State.RECEIVED, 3, "Revenue has it. You get an answer by"),
        (State.RECEIVED, -3, "Revenue has it. It takes longer than we promised."),
        (State.WAITING, -3, "Revenue needs something from you before it goes on."),
        (State.APPROVED, 3, ""),
    ],
)
def test_a_resident_is_told_what_to_expect(browser, resident, state, days, words):
    opened = case(applicant=resident)
    due = timezone.now() + dt.timedelta(days=days)
    Case.objects.update(state=state, due_at=due)

    shown = text_of(browser.get(f"/my/requests/{opened.submission_id}/"))

    assert words in shown
    assert ("You get an answer by" in shown) == ("answer by" in words)
