"""Which language a page is in: the one of its address, and the switch keeps the place."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from catalog.actions import build_site, translate_page
from tests.engine.runner_doors import DOG, Resident, service
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.engine import published_form

pytestmark = pytest.mark.django_db

PLACES = [
    "/",
    "/services/",
    "/services/dog-licence/",
    "/services/dog-licence/apply/dog/",
    "/help/",
    "/status/",
    "/verify/?reference=K7QM-2XHP-9&code=AAAA-BBBB-CCCC-DDDD",
    "/search/?q=dog&page=2",
    "/account/login/?next=/my/",
    "/account/signup/",
    "/account/password/reset/",
]
IN_SPANISH = {"headers": {"accept-language": "es-ES,es;q=0.9"}}


@pytest.fixture
def site() -> None:
    build_site()
    translate_page(service(published_form()), "es", title="Licencia de perro")


def soup_of(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def language_of(page: BeautifulSoup) -> str:
    assert page.html is not None
    return str(page.html["lang"])


def switch(page: BeautifulSoup, code: str) -> str:
    """Where the header's link to that language leads."""
    link = page.select_one(f'header a[hreflang="{code}"]')
    assert link is not None
    return str(link["href"])


@pytest.mark.parametrize("place", PLACES)
def test_the_switch_leads_to_the_same_place_and_back(place, site, client):
    english = soup_of(client.get(place))
    spanish = soup_of(client.get(switch(english, "es")))

    assert switch(english, "es") == f"/es{place}"
    assert (language_of(english), language_of(spanish)) == ("en", "es")
    assert switch(spanish, "en") == place


@pytest.mark.parametrize("place", ["/account/", "/account/profile/", "/account/email/", "/my/"])
def test_the_switch_keeps_the_place_behind_the_door(place, site, signed_in):
    browser = signed_in(UserFactory())
    english = soup_of(browser.get(place))

    assert switch(english, "es") == f"/es{place}"
    assert language_of(soup_of(browser.get(f"/es{place}"))) == "es"


def test_changing_the_language_in_a_form_keeps_the_answers(site):
    resident = Resident()
    resident.send("dog", DOG)

    page = soup_of(resident.get("dog"))
    spanish = soup_of(resident.client.get(switch(page, "es")))
    box = spanish.select_one('input[name$="dog_name"]')

    assert box is not None
    assert box["value"] == "Rex"
    assert "Continuar" in spanish.get_text()


def test_a_page_whose_answers_are_wrong_still_leads_to_the_other_language(site):
    answer = Resident().send("dog", {})
    page = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == 422
    assert switch(page, "es") == "/es/services/dog-licence/apply/dog/"


# --- what the browser would like is no order ---------------------------------------------------


@pytest.mark.parametrize("place", ["/", "/services/", "/status/", "/account/login/"])
def test_an_address_is_in_one_language_whatever_the_browser_prefers(place, site):
    """A link that somebody passes on shows the other person the same page."""
    plain = Client().get(place, **IN_SPANISH)
    prefixed = Client().get(f"/es{place}", headers={"accept-language": "en"})

    assert language_of(soup_of(plain)) == "en"
    assert language_of(soup_of(prefixed)) == "es"


def test_a_page_that_does_not_exist_leads_nowhere(site, client):
    client.cookies["django_language"] = "es"
    answer = client.get("/no-such-page/", **IN_SPANISH)

    assert answer.status_code == 404
    assert 'lang="en"' in answer.content.decode()


def test_a_language_we_do_not_speak_is_no_address(site, client):
    assert client.get("/fr/status/").status_code == 404


def test_a_cached_page_is_not_shown_in_another_language(site):
    seen = [language_of(soup_of(Client().get(place, **IN_SPANISH))) for place in ("/", "/es/", "/")]

    assert seen == ["en", "es", "en"]


# --- signing in and out ------------------------------------------------------------------------


def test_whoever_is_asked_to_sign_in_is_asked_in_the_language_of_the_page(site, client):
    assert client.get("/es/my/").url == "/es/account/login/?next=/es/my/"


def test_after_signing_in_the_page_that_was_asked_for_keeps_its_language(site, client):
    person: User = UserFactory(language="en")

    answer = client.post(
        "/es/account/login/?next=/es/my/", {"login": person.email, "password": PASSWORD}
    )

    assert answer.url == "/es/my/"


@pytest.mark.parametrize(
    ("page", "own", "reached"),
    [
        ("/account/login/", "en", "/my/"),
        ("/account/login/", "es", "/es/my/"),
        ("/es/account/login/", "es", "/es/my/"),
        ("/es/account/login/", "en", "/es/my/"),
    ],
)
def test_signing_in_keeps_the_language_one_chose(page, own, reached, site, client):
    person: User = UserFactory(language=own)

    answer = client.post(page, {"login": person.email, "password": PASSWORD})

    assert answer.url == reached


def test_signing_out_keeps_the_language(site, signed_in):
    answer = signed_in(UserFactory()).post("/es/account/logout/")

    assert answer.url == "/es/"
