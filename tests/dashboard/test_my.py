"""The resident's own page, and one request of it."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms_engine.casework.actions import change_state, note
from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from forms_engine.engine.actions import submit
from forms_engine.engine.models import Form, Submission
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer, queue
from tests.factories.engine import DOG_LICENCE, complete_draft, draft, published_form
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def paid_form() -> Form:
    settings = {**DOG_LICENCE["settings"], "fee": 2500}
    return published_form(slug="paid-licence", title="Paid licence", settings=settings)


def mine(name: str = "my_request", *args) -> str:
    return reverse(name, args=args)


# --- the page of all requests ------------------------------------------------------------------


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client):
    answer = client.get(reverse("my"))
    assert answer.url == f"{reverse('account_login')}?next={reverse('my')}"


def test_who_has_sent_nothing_yet_is_shown_the_way(browser):
    answer = browser.get(reverse("my"))
    assert "You have not sent anything yet." in text_of(answer)
    assert "Needs you now" not in text_of(answer)


def test_what_needs_the_resident_stands_first(browser, resident):
    queue()
    form = published_form()
    draft(form, applicant=resident)
    submit(submission_id=complete_draft(paid_form(), applicant=resident).pk)
    asked = case(form=form, applicant=resident)
    change_state(asked, officer(), State.WAITING, version=0, message="Send the seal")
    case(form=form, applicant=resident)

    words = text_of(browser.get(reverse("my")))

    needs, _heading, requests = words.partition("My requests")
    assert "Begun and not sent yet" in needs
    assert "It starts when the fee is paid." in needs
    assert "The department has asked you something." in needs
    assert requests.count("Dog licence") == 2
    assert "Waiting for you" in requests
    assert "Paid licence" not in requests


def test_nobody_sees_the_requests_of_others(browser):
    stranger = UserFactory()
    opened = case(applicant=stranger)
    draft(opened.submission.version.form, applicant=stranger)
    draft(opened.submission.version.form)
    words = text_of(browser.get(reverse("my")))
    assert "You have not sent anything yet." in words
    assert "Needs you now" not in words


def test_titles_are_in_the_readers_language(browser, resident):
    case(applicant=resident, language="en")
    assert "Licencia de perro" in text_of(browser.get("/es/my/"))
    assert "Dog licence" in text_of(browser.get("/my/"))


def test_older_requests_are_on_the_next_page(browser, resident, monkeypatch):
    monkeypatch.setattr("forms_engine.dashboard.my.PAGE_SIZE", 2)
    queue()
    form = published_form()
    sent = [case(form=form, applicant=resident).submission.written_reference for _ in range(3)]

    first, last = text_of(browser.get("/my/")), text_of(browser.get("/my/?page=2"))

    assert sent[2] in first and sent[1] in first and sent[0] not in first
    assert sent[0] in last
    assert "Older requests" in first and "Newer requests" in last
    for page in ("0", "99", "x", "\0", "9" * 40):
        assert browser.get("/my/", {"page": page}).status_code == 200


def test_the_page_costs_the_same_with_one_request_and_with_three(browser, resident):
    def cost() -> int:
        browser.get("/my/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/my/")
        return len(queries)

    queue()
    form, other = published_form(), published_form(slug="cat-licence")
    person = officer()
    for count in (1, 3):
        while Case.objects.count() < count:
            opened = case(form=[form, other][Case.objects.count() % 2], applicant=resident)
            change_state(opened, person, State.WAITING, version=0, message="?")
            draft(form, applicant=resident)
        assert cost() == 11


# --- one request -------------------------------------------------------------------------------


def test_a_request_shows_state_messages_answers_and_receipt_but_no_notes(browser, resident):
    opened = case(applicant=resident)
    person = officer()
    note(opened, person, "Looks odd")
    change_state(opened, person, State.APPROVED, version=0, message="Welcome, <b>Rex</b>")

    answer = browser.get(mine("my_request", opened.submission_id))

    words = text_of(answer)
    assert "Approved" in words
    assert "Welcome, &lt;b&gt;Rex&lt;/b&gt;" in words
    assert "Name of the dog Rex" in words
    assert "Who trained it?" not in words
    assert reverse("receipt", args=[opened.submission_id]) in answer.text
    assert "Looks odd" not in words
    assert "Revenue Desk" not in words
    assert person.email not in words
    assert answer["Cache-Control"] == "private, no-store"


def test_questions_are_in_the_readers_language_too(browser, resident):
    opened = case(applicant=resident)
    words = text_of(browser.get(f"/es/my/requests/{opened.submission_id}/"))
    assert "Licencia de perro" in words
    assert "Nombre del perro Rex" in words


def test_an_unpaid_request_leads_to_paying(browser, resident):
    queue()
    sent = submit(submission_id=complete_draft(paid_form(), applicant=resident).pk)

    answer = browser.get(mine("my_request", sent.pk))

    assert reverse("apply_pay", args=["dog-licence"]) in answer.text
    assert "We start as soon as the fee is paid." in text_of(answer)


def test_a_withdrawn_request_asks_for_no_money(browser, resident):
    sent = submit(submission_id=complete_draft(paid_form(), applicant=resident).pk)
    Submission.objects.filter(pk=sent.pk).update(status=Submission.Status.WITHDRAWN)
    words = text_of(browser.get(mine("my_request", sent.pk)))
    assert "Withdrawn" in words
    assert "fee" not in words


def test_a_request_is_its_authors_alone(client, browser):
    theirs = case(applicant=UserFactory()).submission
    anonymous = case().submission
    unsent = draft(theirs.version.form)

    for pk in (theirs.pk, anonymous.pk, unsent.pk, uuid.uuid4()):
        url = mine("my_request", pk)
        assert browser.get(url).status_code == 404
        assert client.get(url).url == f"{reverse('account_login')}?next={url}"
        assert browser.post(url).status_code == 405
