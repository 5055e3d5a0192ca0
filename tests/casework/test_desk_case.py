"""A case's page, and what officers do there."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notification
from accounts.outbox import OutboxRow
from forms_engine.casework.actions import change_state, claim, set_routing
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.states import State
from forms_engine.engine.actions import submit
from tests.casework.test_cases import ASSISTANCE
from tests.factories.casework import case, officer, queue
from tests.factories.engine import complete_draft, published_form
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


# --- what is shown -----------------------------------------------------------------------------


def test_every_question_is_there_and_those_not_asked_say_so(browser, opened):
    words = text_of(browser.get(url(opened)))

    assert "Name of the dog Rex" in words
    assert "Who trained it? Not asked" in words
    assert "Proof of training step was skipped Training certificate Not asked" in words
    assert "Your name Ada O&#x27;Neill" in words or "Your name Ada O’Neill" in words


def test_answers_are_shown_as_they_were_written_and_never_run(at_desk):
    queue()
    draft = complete_draft()
    draft.answers = {**draft.answers, "dog_name": "<script>alert(1)</script>"}
    draft.save()
    opened = submit(submission_id=draft.pk).case

    page = at_desk(officer()).get(url(opened)).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_questions_are_in_the_officers_language_and_answers_as_given(browser, opened):
    page = text_of(browser.get("/es" + url(opened)))
    assert "Licencia de perro" in page
    assert "Nombre del perro Rex" in page


def test_the_page_says_which_rule_chose_the_queue(at_desk):
    form = published_form()
    usual, special = queue(), queue("assistance-dogs")
    rule = [{"type": "compare", "key": "kind", "operator": "is", "value": "assistance"}]
    set_routing(form, default=usual, rules=[(rule, special)])
    browser = at_desk(officer())

    by_rule = submit(submission_id=complete_draft(form, **ASSISTANCE).pk).case
    by_default = submit(submission_id=complete_draft(form).pk).case
    # What chose the queue then is told, whatever the rules are now.
    set_routing(form, default=special)

    reason = (
        "A rule of the form sent it on receipt: “What kind of dog is it?” is An assistance dog."
    )
    assert reason in text_of(browser.get(url(by_rule)))
    assert "No rule of the form held on receipt" in text_of(browser.get(url(by_default)))


def test_a_case_costs_the_same_with_few_events_and_with_many(browser, opened, person):
    def cost() -> int:
        browser.get(url(opened))
        with CaptureQueriesContext(connection) as queries:
            browser.get(url(opened))
        return len(queries)

    assert cost() == 14
    for number in range(3):
        browser.post(url(opened, "note"), {"note-text": str(number), "note-key": uuid.uuid4()})
        opened.refresh_from_db()
        state = [State.WAITING, State.IN_PROGRESS][number % 2]
        change_state(opened, person, state, version=opened.version, message="x")
    assert cost() == 14


# --- claim and give back -----------------------------------------------------------------------


def test_an_officer_claims_a_case_and_gives_it_back(browser, opened, person):
    assert browser.post(url(opened, "claim")).url == url(opened)
    opened.refresh_from_db()
    assert opened.assignee == person
    browser.post(url(opened, "release"))
    opened.refresh_from_db()
    assert opened.assignee is None
    assert [event.kind for event in opened.events.all()] == ["opened", "claimed", "released"]


def test_who_comes_second_is_told_by_whom_the_case_was_claimed(browser, opened):
    claim(opened, officer(email="quick@example.org"))

    answer = browser.post(url(opened, "claim"), follow=True)

    assert "quick@example.org has this case." in text_of(answer)
    opened.refresh_from_db()
    assert opened.assignee.email == "quick@example.org"


# --- notes -------------------------------------------------------------------------------------


def test_a_note_is_for_the_department_only_and_a_second_click_writes_no_second_one(browser, opened):
    sent = {"note-text": "Called back\nat noon 🐕", "note-key": uuid.uuid4()}
    mails = Notification.objects.count()

    browser.post(url(opened, "note"), sent)
    browser.post(url(opened, "note"), sent)

    [note] = opened.events.filter(kind=CaseEvent.Kind.NOTED)
    assert (note.text, note.is_public) == ("Called back\nat noon 🐕", False)
    assert Notification.objects.count() == mails
    assert "Note internal Called back" in text_of(browser.get(url(opened)))


@pytest.mark.parametrize("text", ["", "   ", "a\0b", "x" * 5001])
def test_a_note_that_cannot_be_kept_is_given_back(browser, opened, text):
    answer = browser.post(url(opened, "note"), {"note-text": text, "note-key": uuid.uuid4()})
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)
    assert not opened.events.filter(kind=CaseEvent.Kind.NOTED).exists()


# --- deliveries --------------------------------------------------------------------------------


def test_a_failed_mail_is_seen_and_tried_again(browser, opened):
    mail = Notification.objects.about(opened.submission_id).get()
    Notification.objects.filter(pk=mail.pk).update(
        status=OutboxRow.Status.FAILED, attempts=14, last_error="SMTPResponseException: 550"
    )
    words = text_of(browser.get(url(opened)))
    assert "14 attempts" in words
    assert "SMTPResponseException: 550" in words

    answer = browser.post(url(opened, "retry", mail.pk), follow=True)

    assert "It is tried again now." in text_of(answer)
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (OutboxRow.Status.WAITING, 0)


def test_only_the_cases_own_deliveries_can_be_tried_again(browser, opened):
    foreign = Notification.objects.about(case().submission_id).get()
    Notification.objects.update(status=OutboxRow.Status.FAILED)
    assert browser.post(url(opened, "retry", foreign.pk)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.is_failed


def test_a_page_is_only_looked_at_by_get_and_things_are_only_done_by_post(browser, opened):
    for name in ("claim", "release", "note", "move", "state"):
        assert browser.get(url(opened, name)).status_code == 405
    assert browser.get(reverse("desk:take")).status_code == 405
    assert browser.post(url(opened)).status_code == 405
    opened.refresh_from_db()
    assert opened.version == 0
