"""Status without an account: what reference and e-mail address open, and what they do not."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_engine.casework.actions import change_state, note
from forms_engine.casework.states import State
from forms_engine.engine.models import Submission
from forms_engine.engine.reference import new_reference, written
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer
from tests.factories.engine import draft
from tests.pages import text_of

pytestmark = pytest.mark.django_db

URL = "/status/"
UNKNOWN = "We know no request with this reference and this e-mail address."


@pytest.fixture
def opened():
    return case()


def pair(opened, **changes) -> dict[str, str]:
    return {
        "reference": opened.submission.written_reference,
        "email": "ada@example.org",
        **changes,
    }


# --- a right pair and wrong ones ---------------------------------------------------------------


def test_a_right_pair_shows_where_the_request_is_and_nothing_personal(client, opened):
    person = officer()
    note(opened, person, "Looks odd")
    change_state(opened, person, State.IN_PROGRESS, version=0, message="Dear Ada, we began")

    answer = client.post(URL, pair(opened))

    words = text_of(answer)
    assert answer.status_code == 200
    assert "In progress" in words
    assert "Request received" in words
    for personal in ("Dear Ada", "Rex", "O’Neill", "Looks odd", person.email):
        assert personal not in words
    assert answer["Cache-Control"] == "private, no-store"


def test_people_may_write_the_pair_as_they_read_it(client, opened):
    typed = f" {opened.submission.reference.lower().replace('0', 'o')} "
    answer = client.post(URL, pair(opened, reference=typed, email=" ADA@Example.org "))
    assert answer.status_code == 200


def test_a_wrong_reference_and_a_wrong_address_are_answered_alike(client, opened):
    other = written(new_reference())
    wrong_reference = client.post(URL, pair(opened, reference=other))
    wrong_address = client.post(URL, pair(opened, email="b@example.org"))

    assert wrong_reference.status_code == wrong_address.status_code == 422
    assert UNKNOWN in text_of(wrong_reference)

    def same(answer, *typed: str) -> str:
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)
        for text in typed:
            page = page.replace(text, "…")
        return page

    assert same(wrong_reference, other, "ada@example.org") == same(
        wrong_address, opened.submission.written_reference, "b@example.org"
    )


def test_a_wrong_pair_costs_the_same_whichever_half_is_wrong(client, opened):
    def cost(sent: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post(URL, sent)
        return len(queries)

    cost(pair(opened, email="b@example.org"))
    assert cost(pair(opened, reference=new_reference())) == cost(
        pair(opened, email="b@example.org")
    )


def test_a_request_without_an_address_is_shown_to_nobody(client, opened):
    Submission.objects.update(email="")
    assert client.post(URL, pair(opened)).status_code == 422
    assert client.post(URL, pair(opened, email="")).status_code == 422


def test_a_draft_has_no_status(client):
    unsent = draft(email="ada@example.org")
    assert client.post(URL, {"reference": "", "email": unsent.email}).status_code == 422


@pytest.mark.parametrize(
    "reference",
    ["", " ", "\0", "K7QM\0", "🦄" * 9, "x" * 10_240, "٣" * 9, "'; drop table", "-" * 40, "ß" * 9],
)
def test_a_hostile_reference_is_answered_with_what_to_do(client, opened, reference):
    answer = client.post(URL, pair(opened, reference=reference))
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)


@pytest.mark.parametrize("email", ["\0@example.org", "x" * 10_240, "a@b", "<b>@x.org", "🦄@x.org"])
def test_a_hostile_address_is_answered_with_what_to_do(client, opened, email):
    answer = client.post(URL, pair(opened, email=email))
    assert answer.status_code == 422
    assert "<b>@x.org" not in answer.text


def test_an_empty_form_says_what_is_missing(client):
    words = text_of(client.post(URL))
    assert "Enter the reference" in words
    assert "Enter your e-mail address" in words


def test_the_pair_is_taken_from_the_form_and_never_from_the_address(client, opened):
    answer = client.get(URL, pair(opened))
    assert answer.status_code == 200
    assert "Received" not in text_of(answer)
    assert 'value="ada@example.org"' not in answer.text


# --- how often ---------------------------------------------------------------------------------


def test_trying_too_often_from_one_place_has_to_wait(client, opened):
    for _ in range(30):
        assert client.post(URL, {"reference": "x", "email": "x"}).status_code == 422

    answer = client.post(URL, pair(opened))

    assert answer.status_code == 429
    assert "Too many attempts" in text_of(answer)
    assert client.get(URL).status_code == 200


def test_one_reference_cannot_be_tried_often_from_many_places(client, opened):
    for number in range(30):
        sent = pair(opened, email=f"guess{number}@example.org")
        place = f"10.0.{number}.1"
        assert client.post(URL, sent, REMOTE_ADDR=place).status_code == 422

    assert client.post(URL, pair(opened), REMOTE_ADDR="10.1.0.1").status_code == 429
    other = pair(opened, reference=new_reference())
    assert client.post(URL, other, REMOTE_ADDR="10.1.0.1").status_code == 422


def test_the_request_of_an_account_is_shown_with_the_way_to_sign_in(client):
    opened = case(applicant=UserFactory())
    words = text_of(client.post(URL, pair(opened)))
    assert "sign in to see them" in words
    assert "Send me a link by mail" not in words


def test_status_is_in_the_readers_language(client, opened):
    assert "Licencia de perro" in text_of(client.post("/es/status/", pair(opened)))
