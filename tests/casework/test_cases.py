from __future__ import annotations

import pytest

from accounts.notifications import Notification
from forms_engine.casework.actions import (
    AlreadyClaimedError,
    StaleCaseError,
    change_state,
    claim,
    move,
    note,
    open_case,
    release,
    set_routing,
)
from forms_engine.casework.actions.change_state import TransitionError
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.permissions import cases_of, is_officer
from forms_engine.casework.states import TRANSITIONS, State
from forms_engine.engine.actions import submit
from tests.factories.casework import case, officer, queue
from tests.factories.engine import complete_draft, published_form

pytestmark = pytest.mark.django_db

ASSISTANCE = {
    "answers": {
        "dog_name": "Rex",
        "kind": "assistance",
        "trainer": "School",
        "certificate": [{"id": "x", "name": "a.pdf", "size": 1, "type": "", "sha256": ""}],
        "owner": {"first": "Zoë", "last": "d’Arc"},
        "email": "z@example.org",
    },
    "done": {
        "dog": ["dog_name", "kind", "trainer"],
        "proof": ["certificate"],
        "you": ["owner", "email"],
    },
}


def test_sending_opens_one_case_in_the_departments_queue():
    opened = case()

    assert opened.state == State.RECEIVED
    assert opened.applicant_name == "Ada O’Neill"
    assert opened.summary == "Rex"
    assert open_case(opened.submission) == opened
    assert Case.objects.count() == 1


def test_the_first_rule_that_holds_chooses_the_queue():
    form = published_form()
    usual, special = queue(), queue("assistance-dogs")
    rule = [{"type": "compare", "key": "kind", "operator": "is", "value": "assistance"}]
    set_routing(form, default=usual, rules=[(rule, special)])

    pet = submit(submission_id=complete_draft(form).pk)
    assistance = submit(submission_id=complete_draft(form, **ASSISTANCE).pk)

    assert pet.case.queue == usual
    assert assistance.case.queue == special


def test_a_rule_about_a_question_that_is_gone_does_not_hold():
    form = published_form()
    usual, special = queue(), queue("special")
    rule = [{"type": "compare", "key": "gone", "operator": "is", "value": "x"}]
    set_routing(form, default=usual, rules=[(rule, special)])
    assert submit(submission_id=complete_draft(form).pk).case.queue == usual


def test_an_officer_sees_the_cases_of_the_own_department_and_of_no_other():
    opened = case()
    own, other = officer("revenue"), officer("parks")

    assert list(cases_of(own)) == [opened]
    assert list(cases_of(other)) == []
    assert is_officer(own)
    assert not is_officer(other)


def test_only_one_officer_gets_the_case():
    opened = case()
    first, second = officer(), officer(email="second@example.org")

    claim(opened, first)
    claim(opened, first)
    with pytest.raises(AlreadyClaimedError) as refusal:
        claim(opened, second)

    assert refusal.value.holder == first
    assert opened.events.filter(kind=CaseEvent.Kind.CLAIMED).count() == 1
    assert release(opened, first).assignee is None


def test_a_public_change_is_mailed_once_and_a_note_never():
    opened = case()
    person = officer()
    before = Notification.objects.count()

    note(opened, person, "Looks fine")
    change_state(opened, person, State.APPROVED, version=opened.version, message="Here you are")
    change_state(opened, person, State.APPROVED, version=opened.version, message="Here you are")

    assert Notification.objects.count() == before + 1
    assert "Here you are" in Notification.objects.latest("created_at").text
    opened.refresh_from_db()
    assert opened.closed_at is not None


def test_a_stale_change_is_noticed_and_changes_nothing():
    opened = case()
    change_state(opened, officer(), State.IN_PROGRESS, version=opened.version)

    with pytest.raises(StaleCaseError) as refusal:
        change_state(opened, officer(email="b@example.org"), State.REFUSED, version=opened.version)

    assert refusal.value.case.state == State.IN_PROGRESS


@pytest.mark.parametrize("start", list(State))
def test_only_the_transitions_of_the_table_are_possible(start):
    person = officer()
    opened = case()
    for target in State:
        Case.objects.filter(pk=opened.pk).update(state=start, version=0)
        if target == start:
            continue
        if target in TRANSITIONS[start]:
            assert change_state(opened, person, target, version=0).state == target
        else:
            with pytest.raises(TransitionError):
                change_state(opened, person, target, version=0)


def test_a_moved_case_is_free_in_the_other_queue():
    opened = claim(case(), officer())
    other = queue("assistance-dogs")

    moved = move(opened, officer(email="b@example.org"), other, version=opened.version)

    assert moved.queue == other
    assert moved.assignee is None


@pytest.mark.parametrize("text", ["rex", "o’neill", "ADA rex", "dog licence"])
def test_a_case_is_found_by_any_answer(text):
    opened = case()
    assert list(Case.objects.matching(text)) == [opened]


def test_a_case_is_found_by_its_reference_as_people_type_it():
    opened = case()
    text = opened.submission.written_reference.lower().replace("0", "o")
    assert list(Case.objects.matching(text)) == [opened]
    assert list(Case.objects.matching("nobody")) == []
