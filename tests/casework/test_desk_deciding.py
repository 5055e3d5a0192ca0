"""Officers decide cases and move them on, and nothing typed or decided is lost on the way."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Notification
from forms_engine.casework.actions import change_state, claim, move
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.signals import case_decided
from forms_engine.casework.states import State
from tests.factories.casework import case, officer, queue
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened() -> Case:
    return case()


@pytest.fixture
def person(opened):
    return officer()


@pytest.fixture
def browser(at_desk, person):
    return at_desk(person)


def url(opened: Case, name: str = "case", *more) -> str:
    return reverse(f"desk:{name}", args=[opened.pk, *more])


def decision(opened: Case, state: str = "approved", message: str = "Here you are") -> dict:
    return {"state-version": opened.version, "state-state": state, "state-message": message}


# --- state -------------------------------------------------------------------------------------


def test_a_decision_is_kept_shown_and_mailed(browser, opened, person):
    answer = browser.post(url(opened, "state"), decision(opened), follow=True)

    opened.refresh_from_db()
    assert opened.state == State.APPROVED
    words = text_of(answer)
    assert "The case is now: Approved" in words
    assert "Approved Here you are today" in words
    mail = Notification.objects.latest("created_at")
    assert (mail.to, mail.about) == ("ada@example.org", opened.submission_id)
    assert "Here you are" in mail.text


def test_a_double_click_on_a_decision_gives_one_event_and_one_mail(browser, opened):
    sent = decision(opened)
    mails = Notification.objects.count()

    first = browser.post(url(opened, "state"), sent)
    second = browser.post(url(opened, "state"), sent)

    assert first.status_code == second.status_code == 302
    assert opened.events.filter(kind=CaseEvent.Kind.STATE).count() == 1
    assert Notification.objects.count() == mails + 1


def test_a_colleagues_same_decision_with_other_words_is_no_double_click(at_desk, browser, opened):
    sent = decision(opened)
    browser.post(url(opened, "state"), sent)
    other = at_desk(officer(email="b@example.org"))

    answer = other.post(url(opened, "state"), {**sent, "state-message": "In other words"})

    assert answer.status_code == 409
    assert opened.events.filter(kind=CaseEvent.Kind.STATE).count() == 1


def test_a_stale_page_shows_what_changed_and_keeps_what_was_typed(at_desk, browser, opened):
    seen = decision(opened, "waiting", "Send the certificate")
    colleague = officer(email="quick@example.org")
    change_state(opened, colleague, State.IN_PROGRESS, version=opened.version, message="We begin")

    answer = browser.post(url(opened, "state"), seen)

    assert answer.status_code == 409
    words = text_of(answer)
    assert "The case has changed since you opened it" in words
    assert "In progress We begin today" in words
    assert "quick@example.org" in words
    assert "Send the certificate</textarea>" in answer.text
    opened.refresh_from_db()
    assert opened.state == State.IN_PROGRESS
    version = re.search(r'name="state-version" value="(\d+)"', answer.text)
    again = browser.post(url(opened, "state"), {**seen, "state-version": version[1]})
    assert again.status_code == 302
    opened.refresh_from_db()
    assert opened.state == State.WAITING


@pytest.mark.parametrize(
    "changes",
    [
        {"state-state": ""},
        {"state-state": "received"},
        {"state-state": "nonsense"},
        {"state-state": "refused", "state-message": "  "},
        {"state-state": "waiting", "state-message": ""},
        {"state-message": "a\0b"},
        {"state-message": "x" * 5001},
        {"state-version": ""},
        {"state-version": "-1"},
        {"state-version": "9" * 30},
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(browser, opened, changes):
    answer = browser.post(url(opened, "state"), {**decision(opened), **changes})

    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)
    opened.refresh_from_db()
    assert (opened.state, opened.version) == (State.RECEIVED, 0)


def test_a_state_that_cannot_follow_is_refused(browser, opened, person):
    change_state(opened, person, State.REFUSED, version=0, message="No")
    opened.refresh_from_db()

    answer = browser.post(url(opened, "state"), decision(opened, "approved"))

    assert answer.status_code == 422
    assert "the case cannot go to that state" in text_of(answer)


def test_a_decision_is_announced_inside_its_transaction(opened, person):
    heard = []

    def receiver(sender, case, event, **kwargs):
        heard.append((case.state, event.text, connection.in_atomic_block))
        if event.text == "fail":
            raise RuntimeError

    case_decided.connect(receiver)
    try:
        change_state(opened, person, State.WAITING, version=0, message="x")
        change_state(opened, person, State.APPROVED, version=1, message="yes")
        change_state(opened, person, State.APPROVED, version=1, message="yes")
        opened.refresh_from_db()
        with pytest.raises(RuntimeError):
            change_state(opened, person, State.DONE, version=2, message="fail")
    finally:
        case_decided.disconnect(receiver)

    assert heard == [("approved", "yes", True), ("done", "fail", True)]
    opened.refresh_from_db()
    assert opened.state == State.APPROVED


# --- move --------------------------------------------------------------------------------------


def test_a_case_goes_to_another_department_and_out_of_sight(at_desk, browser, opened, person):
    claim(opened, person)
    trees = queue("trees", dept="parks")
    sent = {"move-version": opened.version, "move-queue": trees.pk, "move-text": "It is a tree"}

    answer = browser.post(url(opened, "move"), sent, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("desk:mine")
    assert "is now in Trees of Parks." in text_of(answer)
    assert browser.get(url(opened)).status_code == 404
    words = text_of(at_desk(officer("parks")).get(url(opened)))
    assert "Moved to Trees It is a tree" in words
    assert f"{person} moved it here on" in words


def test_a_case_that_a_colleague_moved_meanwhile_is_not_moved_again(browser, opened):
    first, second = queue("first"), queue("second")
    sent = {"move-version": 0, "move-queue": second.pk, "move-text": "Mine to move"}
    move(opened, officer(email="b@example.org"), first, version=0)

    answer = browser.post(url(opened, "move"), sent)

    assert answer.status_code == 409
    assert "Moved to First" in text_of(answer)
    assert 'value="Mine to move"' in answer.text
    opened.refresh_from_db()
    assert opened.queue == first


@pytest.mark.parametrize("queue_id", ["", "0", "x", "9" * 40])
def test_a_queue_that_does_not_exist_is_asked_for_again(browser, opened, queue_id):
    answer = browser.post(url(opened, "move"), {"move-version": 0, "move-queue": queue_id})
    assert answer.status_code == 422
