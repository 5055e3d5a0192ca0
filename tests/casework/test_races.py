"""Two officers at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import Notification
from forms_engine.casework.actions import (
    AlreadyClaimedError,
    StaleCaseError,
    change_state,
    claim,
    note,
    take_next,
)
from forms_engine.casework.models import CaseEvent, Queue
from forms_engine.casework.states import State
from tests.factories.casework import case, officer

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of them at the same time; what each returned, or the error it met."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except (AlreadyClaimedError, StaleCaseError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_of_many_officers_who_claim_one_case_one_gets_it():
    opened = case()
    people = [officer(email=f"{number}@example.org") for number in range(4)]

    outcomes = at_once(*(lambda person=person: claim(opened, person) for person in people))

    refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyClaimedError)]
    opened.refresh_from_db()
    assert len(refused) == 3
    assert {refusal.holder for refusal in refused} == {opened.assignee}
    assert opened.events.filter(kind=CaseEvent.Kind.CLAIMED).count() == 1


def test_officers_who_take_the_next_case_get_different_ones():
    opened = [case() for _ in range(3)]
    people = [officer(email=f"{number}@example.org") for number in range(4)]
    queues = list(Queue.objects.all())

    taken = at_once(*(lambda person=person: take_next(queues, person) for person in people))

    assert sorted(found.pk for found in taken if found) == [one.pk for one in opened]
    assert taken.count(None) == 1


def test_a_double_click_on_a_decision_is_one_decision_and_one_mail():
    opened, person = case(), officer()
    mails = Notification.objects.count()

    def decide() -> Any:
        return change_state(opened, person, State.APPROVED, version=0, message="Yes")

    outcomes = at_once(decide, decide, decide)

    assert [outcome.version for outcome in outcomes] == [1, 1, 1]
    assert opened.events.filter(kind=CaseEvent.Kind.STATE).count() == 1
    assert Notification.objects.count() == mails + 1


def test_of_two_officers_who_decide_differently_one_is_told():
    opened = case()
    first, second = officer(), officer(email="b@example.org")

    outcomes = at_once(
        lambda: change_state(opened, first, State.APPROVED, version=0, message="Yes"),
        lambda: change_state(opened, second, State.REFUSED, version=0, message="No"),
    )

    assert sum(isinstance(outcome, StaleCaseError) for outcome in outcomes) == 1
    assert opened.events.filter(kind=CaseEvent.Kind.STATE).count() == 1


def test_a_note_sent_twice_at_once_is_written_once():
    opened, person = case(), officer()
    key = opened.submission_id

    at_once(*[lambda: note(opened, person, "Hello", key=key)] * 3)

    assert opened.events.filter(kind=CaseEvent.Kind.NOTED).count() == 1
