"""Whatever is sent, there is an answer in words and never a failure of ours."""

from __future__ import annotations

import uuid
from unittest import mock

import pytest
from django.test import Client

from forms_engine.engine.models import Submission
from forms_engine.engine.runner import refusals
from tests.engine.runner_doors import DOG, YOU, Resident, only_draft, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident():
    service()
    return Resident()


def test_nul_characters_are_left_out(resident):
    resident.send("dog", {**DOG, "dog_name": "R\0ex"})
    assert only_draft().answers["dog_name"] == "Rex"
    sent = {**resident.hidden("you"), "owner_first": "A\0da"}
    assert resident.client.post(resident.url("save"), sent).status_code == 200
    assert only_draft().typed["you"]["owner_first"] == ["Ada"]


@pytest.mark.parametrize(
    "changes",
    [
        {"draft-start": "x"},
        {"draft-start": str(uuid.UUID(int=1))},
        {"draft-start": ""},
        {"draft-seen": "\ud800".encode("utf-8", "surrogatepass")},
        {"draft-revision": "many"},
        {"wizard-current_step": "no-such-step"},
        {"wizard-current_step": "you"},
        {"dog_name": b"\xff\xfe\xed\xa0\x80"},
        {"dog_name": "x" * 300_000},
        {"kind": ["pet", "assistance", "pet"]},
        {"dog_name": ""},
        {"owner_first": "x", "owner": "y"},
    ],
    ids=str,
)
def test_a_step_bears_whatever_is_sent(resident, changes):
    answer = resident.client.post(resident.url("dog"), {**resident.hidden("dog"), **DOG, **changes})
    assert answer.status_code in (302, 409, 422)


def test_a_post_without_formtools_own_box_is_refused_in_words(resident):
    client = Client(raise_request_exception=False)
    answer = client.post(resident.url("dog"), DOG)
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
@pytest.mark.parametrize("page", ["dog", "save", "check", "resume", "pay", "files/certificate"])
def test_a_body_of_another_kind_is_no_failure(resident, kind, page):
    client = Client(raise_request_exception=False)
    resident.send("dog", DOG)
    client.cookies = resident.client.cookies
    answer = client.generic("POST", resident.url(page), b'{"a": [', content_type=kind)
    assert answer.status_code < 500


def test_what_is_typed_without_end_is_not_kept_whole(resident):
    resident.client.post(
        resident.url("save"), {**resident.hidden("dog"), "dog_name": "x" * 300_000, "kind": "pet"}
    )
    assert sum(len(v) for values in only_draft().typed["dog"].values() for v in values) < 200_001


def test_boxes_that_the_step_does_not_have_are_not_kept(resident):
    resident.client.post(
        resident.url("save"), {**resident.hidden("dog"), "dog_name": "Rex", "is_admin": "1"}
    )
    assert "is_admin" not in only_draft().typed["dog"]


def test_a_draft_that_was_deleted_elsewhere_begins_anew_with_what_was_sent(resident):
    resident.send("dog", DOG)
    page = resident.hidden("you")
    Submission.objects.all().delete()

    answer = resident.client.post(resident.url("you"), {**page, **YOU})

    assert answer.status_code == 302
    assert only_draft().typed["you"]["owner_first"] == ["Ada"]


def test_a_post_that_is_announced_too_large_gets_a_page_that_says_so(resident):
    client = Client(raise_request_exception=False)
    with mock.patch.object(refusals, "UPLOAD_LIMIT", 1000):
        body = {**resident.hidden("dog"), "dog_name": "x" * 2000}
        answer = client.post(resident.url("dog"), body)
    assert answer.status_code == 413
    assert "fewer or smaller files" in answer.content.decode()


def test_more_boxes_than_any_form_has_are_refused_in_words(resident):
    client = Client(raise_request_exception=False)
    body = "&".join(f"a{n}=1" for n in range(6000))
    answer = client.post(resident.url("dog"), body, "application/x-www-form-urlencoded")
    assert answer.status_code == 413


# --- a stale token --------------------------------------------------------------------------


def stale(resident, **headers):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sent = {**resident.hidden("dog"), **DOG, "dog_name": '"><script>alert(1)</script>'}
    return strict.post(resident.url("dog"), sent, headers=headers)


def test_a_page_older_than_its_token_gets_what_was_typed_offered_again(resident):
    answer = stale(resident, origin="http://testserver")

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Send again" in html
    assert 'name="kind" value="pet"' in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html
    assert "<script>alert" not in html


def test_what_a_foreign_page_sends_is_never_offered_to_be_sent(resident):
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {}):
        html = stale(resident, **headers).content.decode()
        assert "Send again" not in html
        assert "alert(1)" not in html


def test_a_script_with_a_stale_token_is_told_in_words(resident):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = strict.post(resident.url("save"), headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403
    assert "Continue" in answer.json()["problem"]
