"""Nothing that a resident typed gets lost, and nobody else sees it."""

from __future__ import annotations

import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.notifications import Notification
from forms_engine.engine.actions.drafts import start_draft
from forms_engine.engine.models import FormVersion, Submission
from tests.engine.runner_doors import DOG, YOU, Resident, only_draft, service, with_settings
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident():
    service()
    return Resident()


def signed_in(user=None) -> Resident:
    client = Client()
    client.force_login(user or UserFactory(), "allauth.account.auth_backends.AuthenticationBackend")
    return Resident(client=client)


def test_what_is_typed_is_kept_unchecked_and_comes_back(resident):
    answer = resident.client.post(
        resident.url("save"), {**resident.hidden("dog"), "dog_name": "Re", "kind": "nonsense"}
    )

    assert answer.json()["saved"].startswith("Saved at ")
    assert only_draft().answers == {}
    assert only_draft().done == {}
    assert 'value="Re"' in resident.get("dog").content.decode()


def test_autosave_of_an_empty_page_begins_nothing(resident):
    answer = resident.client.post(resident.url("save"), resident.hidden("dog"))
    assert answer.status_code == 200
    assert not Submission.objects.exists()


def test_autosave_then_continue_is_one_draft_and_forgets_what_was_only_typed(resident):
    page = resident.hidden("dog")
    resident.client.post(resident.url("save"), {**page, "dog_name": "Re"})
    resident.client.post(resident.url("dog"), {**page, **DOG})

    assert only_draft().answers["dog_name"] == "Rex"
    assert only_draft().typed == {}


def test_an_answer_that_was_wrong_is_still_there_on_coming_back(resident):
    resident.send("dog", DOG)
    resident.send("you", {**YOU, "email": "ada at example"})
    html = resident.get("you").content.decode()
    assert 'value="ada at example"' in html
    assert "There is a problem" not in html


def test_another_browser_sees_nothing_of_a_draft(resident):
    resident.send("dog", DOG)
    assert "Rex" not in Resident().get("dog").content.decode()


def test_a_session_that_ran_out_loses_nothing_of_what_is_sent(resident):
    resident.send("dog", DOG)
    page = resident.hidden("you")
    Session.objects.all().delete()

    answer = resident.client.post(resident.url("you"), {**page, **YOU})

    assert answer["Location"].endswith("/apply/check/")
    assert only_draft().answers["email"] == "ada@example.org"


def test_signing_in_half_way_takes_the_draft_along(resident):
    resident.send("dog", DOG)
    user = UserFactory()
    resident.client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")

    assert only_draft().applicant == user
    assert 'value="Rex"' in resident.get("dog").content.decode()


def test_a_signed_in_resident_goes_on_from_another_device():
    service()
    user = UserFactory()
    signed_in(user).send("dog", DOG)

    html = signed_in(user).get("").content.decode()

    assert "You have a draft from" in html
    assert "/services/dog-licence/apply/you/" in html


def test_starting_again_deletes_the_draft_when_asked_and_never_by_looking(resident):
    resident.send("dog", DOG)
    resident.get("")
    assert Submission.objects.count() == 1

    resident.client.post(resident.url(""), {**resident.hidden(""), "draft-action": "again"})

    assert not Submission.objects.exists()


def test_a_form_that_needs_an_account_leads_to_the_sign_in_and_back_to_the_step():
    service(with_settings(anonymous=False))
    answer = Resident().get("dog")
    assert answer["Location"] == "/account/login/?next=/services/dog-licence/apply/dog/"


def test_signing_out_in_another_window_keeps_what_is_sent_after_it():
    service(with_settings(anonymous=False))
    user = UserFactory()
    resident = signed_in(user)
    resident.send("dog", DOG)
    page = resident.hidden("you")
    resident.client.logout()

    answer = resident.client.post(resident.url("you"), {**page, **YOU})

    assert answer["Location"].startswith("/account/login/?next=")
    assert 'value="O’Neill"' in signed_in(user).get("you").content.decode()


def test_somebody_else_on_the_same_computer_gets_a_draft_of_their_own():
    service()
    resident = signed_in()
    page = resident.hidden("dog")
    resident.client.post(resident.url("dog"), {**page, **DOG})
    other = signed_in()

    other.client.post(other.url("dog"), {**page, **DOG, "dog_name": "Bella"})

    assert sorted(d.answers["dog_name"] for d in Submission.objects.all()) == ["Bella", "Rex"]


# --- two windows ----------------------------------------------------------------------------


def test_a_second_window_gets_both_answers_and_loses_neither(resident):
    resident.send("dog", DOG)
    old_window = resident.hidden("dog")
    resident.send("dog", {**DOG, "dog_name": "Bella"})

    answer = resident.client.post(resident.url("dog"), {**old_window, **DOG, "dog_name": "Max"})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "<bdi>Bella</bdi>" in html
    assert "<bdi>Max</bdi>" in html
    assert only_draft().answers["dog_name"] == "Bella"


def test_the_resident_may_keep_what_the_second_window_sent(resident):
    resident.send("dog", DOG)
    old_window = resident.hidden("dog")
    resident.send("dog", {**DOG, "dog_name": "Bella"})
    page = resident.client.post(resident.url("dog"), {**old_window, **DOG, "dog_name": "Max"})
    boxes = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())

    resident.client.post(resident.url("dog"), dict(boxes))

    assert only_draft().answers["dog_name"] == "Max"


def test_a_change_of_another_step_is_no_conflict(resident):
    resident.fill_in()
    old_window = resident.hidden("dog")
    resident.send("you", {**YOU, "owner_first": "Grace"})

    answer = resident.client.post(resident.url("dog"), {**old_window, **DOG, "dog_name": "Max"})

    assert answer.status_code == 302
    assert only_draft().answers["dog_name"] == "Max"


def test_autosave_from_an_old_window_says_so_and_overwrites_nothing(resident):
    resident.send("dog", DOG)
    old_window = resident.hidden("dog")
    resident.send("dog", {**DOG, "dog_name": "Bella"})

    answer = resident.client.post(resident.url("save"), {**old_window, "dog_name": "Max"})

    assert answer.status_code == 409
    assert "another window" in answer.json()["problem"]
    assert only_draft().typed == {}


def test_the_same_start_key_begins_one_draft():
    form = service().form
    version = FormVersion.objects.get(form=form)
    key = uuid.uuid4()
    first, second = (
        start_draft(start_key=key, version=version, service_slug="x", language="en")
        for _n in range(2)
    )
    assert first.pk == second.pk


# --- come back by mail ----------------------------------------------------------------------


def mailed_link(resident: Resident, to: str = "ada@example.org") -> str:
    resident.send("resume", {"email": to})
    mail = Notification.objects.get(purpose__startswith="resume:")
    found = re.search(r"https?://[^/]+(/\S+/resume/\S+/)", mail.text)
    assert found
    return found[1]


def test_save_and_finish_later_keeps_what_is_typed_and_asks_where_to_send_the_link(resident):
    resident.send("dog", DOG)
    answer = resident.send("you", {"owner_first": "Ada", "draft-action": "later"})

    assert answer["Location"].endswith("/apply/resume/")
    assert 'value="Ada"' in resident.get("you").content.decode()


def test_a_mailed_link_opens_the_draft_in_another_browser(resident):
    resident.send("dog", DOG)
    link = mailed_link(resident)
    phone = Resident()

    assert phone.get(link).status_code == 200
    assert "Rex" not in phone.get("dog").content.decode()
    answer = phone.client.post(link)

    assert answer["Location"].endswith("/apply/you/")
    assert 'value="Rex"' in phone.get("dog").content.decode()


def test_a_link_that_was_altered_or_is_too_old_opens_nothing(resident, monkeypatch):
    resident.send("dog", DOG)
    link = mailed_link(resident)
    assert Resident().get(link[:-2] + "x/").status_code == 404

    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    assert Resident().get(link).status_code == 404


def test_a_link_to_a_draft_of_an_account_also_needs_its_owner():
    service()
    owner = signed_in()
    owner.send("dog", DOG)
    link = mailed_link(owner)

    assert Resident().get(link)["Location"].startswith("/account/login/")
    assert signed_in().get(link).status_code == 404


def test_nobodys_mailbox_can_be_filled_from_here(resident, monkeypatch):
    resident.send("dog", DOG)
    for number in range(7):
        resident.send("resume", {"email": f"ada{number}@example.org"})
    assert Notification.objects.filter(purpose__startswith="resume:").count() == 5


def test_a_wrong_address_for_the_link_says_what_to_do(resident):
    resident.send("dog", DOG)
    answer = resident.send("resume", {"email": "nobody"})
    assert answer.status_code == 422
    assert "Enter an e-mail address like" in answer.content.decode()
