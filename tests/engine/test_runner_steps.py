"""A resident goes through a form step by step."""

from __future__ import annotations

import pytest

from forms_engine.engine.models import Submission
from tests.engine.runner_doors import DOG, YOU, Resident, only_draft, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident():
    service()
    return Resident()


def test_looking_at_the_first_step_keeps_nothing(resident):
    page = resident.get("dog")

    assert page.status_code == 200
    assert "Name of the dog" in page.content.decode()
    assert not Submission.objects.exists()


def test_the_start_leads_to_the_first_step_when_there_is_nothing_to_read(resident):
    page = resident.get("")
    assert page.status_code == 302
    assert page["Location"] == "/services/dog-licence/apply/dog/"


def test_a_sound_answer_begins_the_draft_and_leads_on(resident):
    answer = resident.send("dog", DOG)

    assert answer.status_code == 302
    assert answer["Location"] == "/services/dog-licence/apply/you/"
    assert only_draft().answers == {"dog_name": "Rex", "kind": "pet"}
    assert only_draft().done == {"dog": ["dog_name", "kind"]}


def test_a_wrong_answer_begins_nothing_and_says_what_to_do(resident):
    answer = resident.send("dog", {"dog_name": "", "kind": "pet"})

    assert answer.status_code == 422
    html = answer.content.decode()
    assert '<a href="#id_dog_name">Fill in “Name of the dog”</a>' in html
    assert not Submission.objects.exists()


def test_an_answer_opens_the_step_that_depends_on_it(resident):
    answer = resident.send("dog", {**DOG, "kind": "assistance", "trainer": "Mira"})
    assert answer["Location"].endswith("/apply/proof/")


def test_a_question_that_an_answer_opens_must_be_answered_then(resident):
    answer = resident.send("dog", {**DOG, "kind": "assistance"})
    assert answer.status_code == 422
    assert '<a href="#id_trainer">' in answer.content.decode()


def test_a_step_that_is_not_open_yet_leads_to_the_one_that_is(resident):
    resident.send("dog", DOG)
    assert resident.get("you").status_code == 200
    other = Resident()
    assert other.get("you")["Location"] == "/services/dog-licence/apply/"


def test_a_step_that_the_form_does_not_have_is_not_found(resident):
    assert resident.get("no-such-step").status_code == 404


def test_the_last_step_leads_to_all_answers(resident):
    assert resident.fill_in()["Location"].endswith("/apply/check/")
    html = resident.get("check").content.decode()
    assert "Rex" in html
    assert "Ada O’Neill" in html


def test_sending_the_same_first_page_twice_begins_one_draft(resident):
    sent = {**resident.hidden("dog"), **DOG}
    url = resident.url("dog")

    first = resident.client.post(url, sent)
    second = resident.client.post(url, sent)

    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_two_clicks_before_the_browser_got_its_session_begin_one_draft(resident):
    sent = {**resident.hidden("dog"), **DOG}

    Resident().client.post(resident.url("dog"), sent)
    Resident().client.post(resident.url("dog"), sent)

    assert Submission.objects.count() == 1


def test_the_way_back_is_the_step_before(resident):
    resident.send("dog", DOG)
    html = resident.get("you").content.decode()
    assert '<a class="govuk-back-link" href="/services/dog-licence/apply/dog/">' in html
    assert 'value="Rex"' in resident.get("dog").content.decode()


def test_progress_is_said_in_words(resident):
    assert "Step 1 of 2" in resident.get("dog").content.decode()
    resident.send("dog", {**DOG, "kind": "assistance", "trainer": "Mira"})
    assert "Step 2 of 3" in resident.get("proof").content.decode()


def test_a_change_from_all_answers_returns_there(resident):
    resident.fill_in()
    answer = resident.send("dog?change", {**DOG, "dog_name": "Bella"})
    assert answer["Location"].endswith("/apply/check/")
    assert only_draft().answers["dog_name"] == "Bella"


def test_a_change_asks_again_only_what_depends_on_it(resident):
    resident.fill_in()

    changed = {**DOG, "kind": "assistance", "trainer": "Mira"}
    answer = resident.send("dog?change", changed)

    assert answer["Location"].endswith("/apply/proof/?change")
    assert only_draft().done.keys() == {"dog", "you"}


def test_a_hidden_question_is_there_for_browsers_without_scripts_with_a_hint(resident):
    html = resident.get("dog").content.decode()
    assert "Answer this only if “What kind of dog is it?” is An assistance dog." in html
    assert 'name="trainer"' in html


def test_an_answer_that_became_hidden_is_not_asked_for_and_not_shown_at_the_end(resident):
    resident.send("dog", {**DOG, "trainer": "left over"})
    resident.send("you", YOU)
    assert "left over" not in resident.get("check").content.decode()
