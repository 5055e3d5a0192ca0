"""Signing up, in and out as a resident does it: through the pages, with codes from the mails."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import outbox
from accounts.models import Notification, User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGN_UP = "/account/signup/"
SIGN_IN = "/account/login/"
CODE = "/account/login/code/"
RESET = "/account/password/reset/"
VERIFY = "/account/confirm-email/"


@pytest.fixture(autouse=True)
def _no_attempts_counted_yet() -> None:
    cache.clear()


def newest_mail() -> mail.EmailMessage:
    outbox.work_off()
    return mail.outbox[-1]


def code_from(message: mail.EmailMessage) -> str:
    found = re.search(r"^ {4}(\S+)$", str(message.body), re.MULTILINE)
    assert found, message.body
    return found[1]


def sign_up(client: Client, email: str = "ada@example.org", **extra: Any):
    return client.post(SIGN_UP, {"email": email, "password1": PASSWORD, **extra}, follow=True)


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any):
    return client.post(SIGN_IN, {"login": email, "password": password, **extra})


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_resident_signs_up_with_a_code_from_the_mail(client):
    page = sign_up(client, "Ada@Example.org")
    assert page.request["PATH_INFO"] == VERIFY
    assert not is_signed_in(client)

    message = newest_mail()
    assert message.to == ["ada@example.org"]
    client.post(VERIFY, {"code": code_from(message)})

    assert is_signed_in(client)
    assert User.objects.get().email == "ada@example.org"


def test_a_mail_with_a_code_keeps_no_code(client):
    sign_up(client)
    code = code_from(newest_mail())

    stored = Notification.objects.get()
    assert stored.is_done
    assert code not in stored.text + stored.html + stored.subject


def test_signing_up_in_spanish_means_mails_in_spanish(client):
    client.post("/es/account/signup/", {"email": "ada@example.org", "password1": PASSWORD})

    assert User.objects.get().language == "es"
    assert Notification.objects.get().language == "es"


def test_a_wrong_code_three_times_ends_the_try(client):
    sign_up(client)
    newest_mail()

    for _try in range(3):
        client.post(VERIFY, {"code": "WRONG1"})

    assert not is_signed_in(client)
    client.post(VERIFY, {"code": code_from(newest_mail())})
    assert not is_signed_in(client)


def test_signing_up_twice_makes_one_account_and_tells_only_the_owner(client):
    owner = UserFactory(email="ada@example.org")

    page = sign_up(client, "ADA@example.org")

    assert page.request["PATH_INFO"] == VERIFY
    assert User.objects.get() == owner
    message = newest_mail()
    assert message.subject == "You already have an account"
    assert "/account/password/reset/" in message.body


def test_a_double_click_on_sign_up_makes_one_account():
    first, second = Client(), Client()

    assert sign_up(first).status_code == 200
    assert sign_up(second).status_code == 200

    assert User.objects.count() == 1


@pytest.mark.parametrize("address", [SIGN_UP, CODE, RESET])
def test_no_page_tells_whether_an_address_has_an_account(address):
    UserFactory(email="known@example.org")
    answers = []
    for email in ("known@example.org", "unknown@example.org"):
        data = {"email": email, "password1": PASSWORD}
        page = Client().post(address, data, follow=True)
        text = re.sub(r'(value|nonce)="[^"]*"', "", page.content.decode())
        answers.append((page.redirect_chain, page.status_code, text.replace(email, "X")))

    assert answers[0] == answers[1]


def test_a_wrong_password_and_an_unknown_address_look_alike(client):
    UserFactory(email="known@example.org")

    texts = {
        re.sub(r'value="[^"]*"', "", sign_in(client, email, "wrong").content.decode())
        for email in ("known@example.org", "unknown@example.org")
    }

    assert len(texts) == 1
    assert "do not belong together" in texts.pop()


def test_an_unknown_address_gets_a_mail_that_says_so(client):
    client.post(RESET, {"email": "nobody@example.org"})

    assert newest_mail().subject == "No account for this address"


def test_a_resident_signs_in_and_lands_in_their_language(client):
    UserFactory(email="ada@example.org", language="es")

    assert sign_in(client, "ada@example.org").url == "/es/my/"
    assert is_signed_in(client)


def test_signing_in_goes_on_to_where_one_was(client):
    UserFactory(email="ada@example.org", language="es")

    assert sign_in(client, "ada@example.org", next="/status/").url == "/status/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_to_a_foreign_site(client, elsewhere):
    UserFactory(email="ada@example.org", language="en")

    assert sign_in(client, "ada@example.org", next=elsewhere).url == "/my/"


def test_a_resident_signs_in_with_a_code(client):
    UserFactory(email="ada@example.org")

    client.post(CODE, {"email": "ada@example.org"})
    client.post("/account/login/code/confirm/", {"code": code_from(newest_mail())})

    assert is_signed_in(client)


def test_a_code_works_only_in_the_browser_that_asked_for_it(client):
    UserFactory(email="ada@example.org")
    client.post(CODE, {"email": "ada@example.org"})
    thief = Client()

    thief.post("/account/login/code/confirm/", {"code": code_from(newest_mail())})

    assert not is_signed_in(thief)


def test_a_forgotten_password_is_replaced_with_a_code(client):
    UserFactory(email="ada@example.org")

    client.post(RESET, {"email": "ada@example.org"})
    client.post("/account/password/reset/confirm/", {"code": code_from(newest_mail())})
    client.post("/account/password/reset/complete/", {"password1": "another long password"})

    assert sign_in(Client(), "ada@example.org").status_code == 200
    assert sign_in(Client(), "ada@example.org", "another long password").status_code == 302
    assert newest_mail().subject == "Your password was changed"


def test_a_password_is_changed_and_its_owner_hears_of_it(client):
    UserFactory(email="ada@example.org")
    sign_in(client, "ada@example.org")

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long password"},
    )

    assert User.objects.get().check_password("another long password")
    assert newest_mail().subject == "Your password was changed"


def test_a_new_address_counts_only_when_it_is_confirmed(client):
    UserFactory(email="ada@example.org")
    sign_in(client, "ada@example.org")

    change = {"email": "new@example.org", "action_add": ""}
    page = client.post(reverse("account_email"), change, follow=True)
    assert "Show once more that it is you" in page.content.decode()
    again = {"password": PASSWORD, "next": reverse("account_email")}
    client.post(reverse("account_reauthenticate"), again)
    message = newest_mail()
    assert message.to == ["new@example.org"]
    assert User.objects.get().email == "ada@example.org"

    client.post(VERIFY, {"code": code_from(message)})
    assert User.objects.get().email == "new@example.org"


def test_a_closed_account_stays_closed(client):
    UserFactory(email="ada@example.org", is_active=False)

    sign_in(client, "ada@example.org")

    assert not is_signed_in(client)


def test_signing_out_takes_a_click_and_not_a_link(client):
    client.force_login(UserFactory())

    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


def test_guessing_passwords_is_slowed_down(client):
    UserFactory(email="ada@example.org")
    for _try in range(6):
        sign_in(client, "ada@example.org", "wrong")

    answer = sign_in(client, "ada@example.org")

    assert not is_signed_in(client)
    assert answer.status_code == 429 or "Too many tries" in answer.content.decode()


def test_mass_sign_up_from_one_address_is_slowed_down(client):
    codes = {sign_up(Client(), f"n{number}@example.org").status_code for number in range(22)}

    assert codes == {200, 429}
    assert User.objects.count() == 20


def test_asking_for_codes_again_and_again_is_slowed_down():
    UserFactory(email="ada@example.org")
    for _try in range(6):
        Client().post(CODE, {"email": "ada@example.org"})

    assert Notification.objects.count() == 3


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/", "/es/_util/login/"])
def test_there_is_one_door_only(client, address):
    answer = client.get(f"{address}?next=/admin/")
    assert answer.status_code == 302
    assert answer.url.startswith(("/account/login/", "/es/account/login/"))

    UserFactory(email="ada@example.org", admin=True)
    client.post(address, {"username": "ada@example.org", "password": PASSWORD})
    assert not is_signed_in(client)


def test_wagtails_own_password_pages_are_closed(client):
    assert client.get("/admin/password_reset/").status_code == 404


@pytest.mark.parametrize(
    "email",
    [
        "a" * 10_000_000 + "@example.org",
        "ada@" + "x." * 2000 + "org",
        "💌@example.org",
        "ada\x00@example.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "<script>alert(1)</script>@example.org",
        "' OR 1=1 --",
        "",
    ],
    ids=["10 MB", "long domain", "emoji", "null", "newline", "script", "sql", "empty"],
)
def test_hostile_addresses_are_answered_with_a_sentence(client, email):
    for address, name in (
        (SIGN_UP, "email"),
        (SIGN_IN, "login"),
        (CODE, "email"),
        (RESET, "email"),
    ):
        answer = client.post(address, {name: email, "password": "x", "password1": PASSWORD})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content

    assert not User.objects.exists()
    outbox.work_off()
    assert mail.outbox == []


def test_a_giant_password_is_refused_before_it_costs_time(client):
    answer = client.post(SIGN_UP, {"email": "ada@example.org", "password1": "x" * 5_000_000})

    assert answer.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["משה بن ליאון", "👩‍👩‍👧 Família", "O’Neill-d'Arc", "<b>x</b>"])
def test_names_of_all_kinds_are_kept_and_shown(client, name):
    client.force_login(UserFactory(language="en"))

    page = client.post(
        "/account/profile/",
        {"first_name": name, "last_name": "", "language": "en"},
        follow=True,
    )

    assert User.objects.get().first_name == name
    assert "<b>x</b>" not in page.content.decode()


def test_the_profile_answers_in_the_language_just_chosen(client):
    client.force_login(UserFactory(language="en"))

    answer = client.post(
        "/account/profile/", {"first_name": "Ada", "last_name": "L", "language": "es"}
    )

    assert answer.url == "/es/account/"
    assert User.objects.get().language == "es"


@pytest.mark.parametrize(
    "data",
    [
        {"first_name": "x" * 151, "language": "en"},
        {"first_name": "a\x00b", "language": "en"},
        {"language": "tlh"},
        {"first_name": "Ada", "language": "en", "is_superuser": "1"},
    ],
)
def test_the_profile_takes_names_and_a_language_and_nothing_else(client, data):
    client.force_login(UserFactory(first_name="Old", language="en"))

    answer = client.post("/account/profile/", data)

    assert answer.status_code in (302, 422)
    person = User.objects.get()
    assert not person.is_superuser
    assert person.first_name == ("Ada" if answer.status_code == 302 else "Old")
