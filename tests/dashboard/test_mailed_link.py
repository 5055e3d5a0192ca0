"""The mailed link: how the whole request opens for somebody without an account."""

from __future__ import annotations

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models import Notification
from forms_engine.dashboard import status
from forms_engine.engine.models import Submission
from tests.factories.accounts import UserFactory
from tests.factories.casework import case
from tests.pages import text_of

pytestmark = pytest.mark.django_db

URL = "/status/"


@pytest.fixture
def opened():
    return case()


def pair(opened, **changes) -> dict[str, str]:
    return {
        "reference": opened.submission.written_reference,
        "email": "ada@example.org",
        **changes,
    }


def mailed_link() -> str:
    """The way in the newest mail, without the host."""
    text = Notification.objects.latest("created_at").text
    found = re.search(r"(/\S*status/open/\?token=\S+)", text)
    assert found
    return found[1]


def test_a_mailed_link_opens_the_whole_request_for_one_browser(client, opened):
    answer = client.post(URL, pair(opened, mail_link="1"))
    assert "We have sent a link" in text_of(answer)
    mail = Notification.objects.latest("created_at")
    assert (mail.to, mail.secret) == ("ada@example.org", True)

    phone = Client()
    page = phone.get(mailed_link())
    assert opened.submission.written_reference in text_of(page)
    request_url = reverse("my_request", args=[opened.submission_id])
    # The look alone has opened nothing.
    assert phone.get(request_url).status_code == 302
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert phone.post(reverse("status_unlock"), {"token": token[1]}).url == request_url
    assert "Rex" in text_of(phone.get(request_url))
    assert phone.get(reverse("receipt", args=[opened.submission_id])).status_code == 200
    assert client.get(request_url).status_code == 302


def test_asking_twice_for_the_link_mails_it_once(client, opened, monkeypatch):
    monkeypatch.setattr(status.time, "time", lambda: 1_800_000_000.0)
    before = Notification.objects.count()
    client.post(URL, pair(opened, mail_link="1"))
    client.post(URL, pair(opened, mail_link="1"))
    assert Notification.objects.count() == before + 1


def test_a_wrong_pair_mails_nothing(client, opened):
    before = Notification.objects.count()
    client.post(URL, pair(opened, email="b@example.org", mail_link="1"))
    assert Notification.objects.count() == before


def test_a_link_expires(client, opened, monkeypatch):
    client.post(URL, pair(opened, mail_link="1"))
    link = mailed_link()
    monkeypatch.setattr(status, "LINK_SECONDS", -1)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "This link has expired" in text_of(answer)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_made_for_another_purpose_or_by_hand_opens_nothing(client, opened, method):
    foreign = signing.dumps(str(opened.submission_id), salt="something-else")
    for token in ("", "x", "\0", "🦄", "a:b:c", foreign, "x" * 10_240, signing.dumps("1")):
        answer = getattr(client, method)(reverse("status_unlock"), {"token": token})
        assert answer.status_code == 410


def test_a_link_opens_no_request_that_belongs_to_an_account(client, opened):
    client.post(URL, pair(opened, mail_link="1"))
    Submission.objects.update(applicant=UserFactory())
    assert client.get(mailed_link()).status_code == 410


def test_a_session_set_up_before_does_not_come_to_see_the_request(client, opened):
    client.post(URL, pair(opened, mail_link="1"))
    phone = Client()
    phone.session.save()
    planted = phone.session
    planted["x"] = 1
    planted.save()
    phone.cookies["sessionid"] = planted.session_key
    token = signing.dumps(str(opened.submission_id), salt=status.SALT)

    phone.post(reverse("status_unlock"), {"token": token})

    assert phone.cookies["sessionid"].value != planted.session_key
    thief = Client()
    thief.cookies["sessionid"] = planted.session_key
    url = reverse("my_request", args=[opened.submission_id])
    assert phone.get(url).status_code == 200
    assert thief.get(url).status_code == 302
