"""The same walk where people seldom come: errors, stops, codes, fees, and every mail there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from accounts import mails
from forms_engine.engine.models import Form
from tests.conftest import ROOT
from tests.engine.runner_doors import DOG, YOU, Resident
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.engine import DOG_LICENCE, published_form
from tests.languages.conftest import spanish_service
from tests.languages.pseudo import content, unmarked
from tests.languages.test_pseudo import YES, said, words_of

pytestmark = pytest.mark.django_db

ERRORS = ["403.html", "404.html", "429.html", "500.html"]
MAILS = sorted(
    str(path.relative_to(ROOT / "templates" / "mails")).removesuffix(".subject.txt")
    for path in (ROOT / "templates" / "mails").rglob("*.subject.txt")
)
OF_A_MAIL = {
    **dict.fromkeys(("title", "service_title", "message", "state", "city_name"), "⟪Words⟫"),
    **dict.fromkeys(("email", "from_email", "to_email", "deleted_email"), "ada@example.org"),
    "reference": "K7QM-2XHP-9",
    "code": "JGPK-QVQB",
    "ip": "192.0.2.7",
    "path": "/es/x/",
    "status_path": "/es/status/",
    "count": 2,
    "unshown": 1,
}


def a_form(**settings: Any) -> Form:
    raw = {**DOG_LICENCE, "settings": {**DOG_LICENCE["settings"], **settings}}
    return published_form(content(raw) | {"translations": {}})


def at(form: Form, **values: Any) -> Resident:
    """A browser at the Spanish side of a service with this form."""
    spanish_service(form, **values)
    resident = Resident()
    resident.apply = "/es/services/dog-licence/apply/"
    return resident


@pytest.mark.parametrize("template", ERRORS)
def test_errors(template, city):
    request = RequestFactory().get("/es/")
    request.user = AnonymousUser()
    with translation.override("es"):
        assert unmarked(render_to_string(template, {}, request)) == []


def test_a_post_without_its_token(dog_licence):
    strict = Client(enforce_csrf_checks=True)
    paths = ["/es/services/dog-licence/apply/dog/", "/es/status/"]
    words = {path: words_of(strict.post(path, {"x": "y"})) for path in paths}

    assert said(words) == {}


def test_a_form_with_a_fee(pages):
    resident = at(a_form(fee=2550))
    resident.send("dog", {**DOG, "dog_name": "⟪Rex⟫"})
    resident.send("you", {**YOU, "owner_first": "⟪Ada⟫", "owner_last": "⟪O⟫"})
    words = {"check": words_of(resident.get("check"))}
    resident.send("check", YES)
    words["pay"] = words_of(resident.get("pay"))

    assert said(words) == {}


def test_a_stop(pages):
    stop = {
        "visible_if": [{"type": "compare", "key": "kind", "operator": "is", "value": "pet"}],
        "title": "No licence is needed",
        "body": "<p>Pets are free.</p>",
    }
    resident = at(a_form(stops=[stop]))
    resident.send("dog", {**DOG, "dog_name": "⟪Rex⟫"})

    assert words_of(resident.get("check")) == []


def test_a_form_for_people_with_an_account(pages):
    resident = at(a_form(anonymous=False))

    assert words_of(resident.get("")) == []


def test_a_step_that_changed_in_another_window(resident):
    old = resident.hidden("dog")
    resident.send("dog", {**DOG, "dog_name": "⟪Rex⟫"})

    answer = resident.client.post(resident.url("dog"), {**old, **DOG, "dog_name": "⟪Fido⟫"})

    assert answer.status_code == 409
    assert words_of(answer) == []


def test_a_step_with_a_draft_of_yesterday(resident):
    resident.send("dog", DOG)

    assert words_of(resident.get("?from=service")) == []


def test_pages_that_wait_for_a_code(city, client):
    UserFactory(email="ada@example.org")
    new = {"email": "new@example.org", "password1": PASSWORD}
    words = {
        "sign up": words_of(client.post("/es/account/signup/", new, follow=True)),
        "code": words_of(
            Client().post("/es/account/login/code/", {"email": "ada@example.org"}, follow=True)
        ),
        "reset": words_of(
            Client().post("/es/account/password/reset/", {"email": "ada@example.org"}, follow=True)
        ),
        "wrong": words_of(client.post("/es/account/confirm-email/", {"code": "000000"})),
    }

    assert said(words) == {}


@pytest.mark.parametrize("template", MAILS)
def test_every_mail(template, city):
    now = timezone.now()
    failure = {"kind": "⟪mail⟫", "pk": 7, "failed_at": now, "attempts": 8, "error": "⟪No⟫"}
    context = {**OF_A_MAIL, "failures": [failure], "until": now.date(), "timestamp": now}

    mail = mails.render(template, context, "es")

    assert [unmarked(part) for part in (mail.subject, mail.text, mail.html)] == [[], [], []]
