"""What two requests at the same moment must not do; only real row locks can show it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.notifications import Notification
from forms_engine.casework.actions import AlreadyClaimedError, claim
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.engine.actions import freeze_version, submit
from forms_engine.engine.models import Document, Form, FormVersion, Submission
from tests.factories.casework import case, officer
from tests.factories.engine import complete_draft, published_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def _at_once(*calls):
    """Run the calls in threads that start together; returns results and errors, in order."""
    together = Barrier(len(calls))

    def run(call):
        try:
            together.wait(timeout=10)
            return call()
        except AlreadyClaimedError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_a_double_click_on_send_yields_one_reference_one_case_and_one_mail():
    start = complete_draft()

    sent = _at_once(*[lambda: submit(submission_id=start.pk)] * 4)

    assert len({submission.reference for submission in sent}) == 1
    assert Submission.objects.numbered().count() == 1
    assert Case.objects.count() == 1
    assert Document.objects.count() == 1
    assert Notification.objects.filter(about=start.pk).count() == 1


def test_two_officers_claim_one_case_and_one_gets_it():
    opened = case()
    people = [officer(), officer(email="second@example.org")]

    ends = _at_once(*[lambda person=person: claim(opened, person) for person in people])

    assert sum(isinstance(end, AlreadyClaimedError) for end in ends) == 1
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.CLAIMED).count() == 1


def test_two_publishers_at_once_draw_two_numbers():
    form = published_form()
    changed = [Form.objects.get(pk=form.pk), Form.objects.get(pk=form.pk)]
    changed[0].title, changed[1].title = "One", "Other"

    made = _at_once(*[lambda item=item: freeze_version(item) for item in changed])

    assert sorted(version.number for version in made) == [2, 3]
    assert FormVersion.objects.filter(form=form).count() == 3
