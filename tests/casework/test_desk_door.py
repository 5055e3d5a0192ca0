"""Who may come to the desk, and what each one sees there."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from forms_engine.casework.models import Case
from forms_engine.engine.models import Attachment
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer, queue

pytestmark = pytest.mark.django_db


def addresses(opened: Case) -> list[str]:
    slug = opened.queue.slug
    return [
        reverse("desk:queue", args=[slug]),
        *(reverse(f"desk:{name}", args=[opened.pk]) for name in ("case", "glance", "receipt")),
    ]


def deeds(opened: Case) -> list[str]:
    own = [
        reverse(f"desk:{name}", args=[opened.pk])
        for name in ("claim", "release", "note", "move", "state")
    ]
    return [*own, reverse("desk:retry", args=[opened.pk, uuid.uuid4()])]


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client):
    opened = case()

    for url in [reverse("desk:mine"), *addresses(opened)]:
        answer = client.get(url)
        assert answer.status_code == 302
        assert answer.url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("values", [{}, {"is_staff": True}])
def test_whoever_is_no_officer_is_turned_away(at_desk, values):
    opened = case()
    browser = at_desk(UserFactory(**values))

    for url in [reverse("desk:mine"), reverse("desk:cases"), *addresses(opened)]:
        assert browser.get(url).status_code == 403
    for url in [reverse("desk:take"), *deeds(opened)]:
        assert browser.post(url).status_code == 403


def test_an_officer_of_another_department_finds_nothing(at_desk):
    opened = case()
    queue("trees", dept="parks")
    browser = at_desk(officer("parks"))

    assert (
        opened.submission.written_reference
        not in browser.get(reverse("desk:cases") + "?state=any").text
    )
    for url in addresses(opened):
        assert browser.get(url).status_code == 404
    for url in deeds(opened):
        assert browser.post(url).status_code == 404
    assert browser.post(reverse("desk:take"), {"queue": opened.queue.slug}).status_code == 404
    opened.refresh_from_db()
    assert (opened.assignee, opened.version, opened.events.count()) == (None, 0, 1)


def test_an_administrator_may_look_into_every_queue(at_desk):
    opened = case()
    browser = at_desk(UserFactory(admin=True))
    assert browser.get(reverse("desk:case", args=[opened.pk])).status_code == 200


def test_a_case_that_does_not_exist_is_not_found(at_desk):
    queue()
    browser = at_desk(officer())
    for number in ("0", "7", "9" * 40):
        assert browser.get(f"/desk/cases/{number}/").status_code == 404


def test_pages_of_the_desk_are_kept_by_no_cache(at_desk):
    opened = case()
    browser = at_desk(officer())
    for url in [reverse("desk:mine"), *addresses(opened)]:
        assert browser.get(url)["Cache-Control"] == "private, no-store"


@pytest.fixture
def attachment() -> Attachment:
    opened = case()
    return Attachment.objects.create(
        submission=opened.submission,
        field_key="certificate",
        name="página \u202egpj.html",
        content_type="text/html",
        size=5,
        sha256="0" * 64,
        file=ContentFile(b"<i>hi", name="x"),
    )


def test_a_file_is_saved_and_never_shown_as_a_page(at_desk, attachment):
    opened = attachment.submission.case
    answer = at_desk(officer()).get(reverse("desk:file", args=[opened.pk, attachment.pk]))

    assert answer.getvalue() == b"<i>hi"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_opens_by_its_own_case_and_for_its_own_department_only(at_desk, attachment):
    opened, other = attachment.submission.case, case()
    queue("trees", dept="parks")

    own = at_desk(officer())
    foreign = at_desk(officer("parks"))

    assert own.get(reverse("desk:file", args=[other.pk, attachment.pk])).status_code == 404
    assert foreign.get(reverse("desk:file", args=[opened.pk, attachment.pk])).status_code == 404


def test_the_receipt_is_made_for_the_officer_when_it_is_not_there_yet(at_desk):
    opened = case()
    answer = at_desk(officer()).get(reverse("desk:receipt", args=[opened.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.getvalue().startswith(b"%PDF")


def test_nothing_is_done_without_the_forms_own_token():
    opened = case()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer(), "allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(reverse("desk:claim", args=[opened.pk])).status_code == 403
    opened.refresh_from_db()
    assert opened.assignee is None
