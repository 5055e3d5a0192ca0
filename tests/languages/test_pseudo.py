"""A walk through the pages in a language that marks its texts: nothing of ours stands outside."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail

from accounts import outbox
from accounts.models import Notification
from forms_engine.casework.actions import change_state, claim, note
from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from forms_engine.engine.actions import submit
from forms_engine.engine.models import Form
from forms_engine.engine.receipts.render import receipt_html
from payments.sandbox.actions import Choice
from tests.engine.runner_doors import DOG, YOU, Resident
from tests.factories.accounts import UserFactory
from tests.factories.casework import officer, queue
from tests.factories.engine import complete_draft, published_form
from tests.factories.payments import at_the_bank, make_payment
from tests.languages.conftest import every_field_type, spanish_service
from tests.languages.pseudo import unmarked

pytestmark = pytest.mark.django_db

ACCOUNT_PAGES = ["", "profile/", "email/", "password/change/", "logout/"]
STRANGERS_PAGES = [
    "account/login/",
    "account/signup/",
    "account/password/reset/",
    "account/login/code/",
    "status/",
    "verify/",
    "verify/?reference=&code=",
    "verify/?reference=K7QM-2XHP-9&code=AAAA-BBBB-CCCC-DDDD",
    "search/",
    "search/?q=dog",
    "search/?q=123",
    "services/",
    "services/dog-licence/",
    "help/",
    "contact/",
    "no-such-page/",
]
YES = {"draft-declaration": "yes"}


def words_of(answer: Any, *allowed: str) -> list[str]:
    """What the page says unmarked, without these words."""
    assert answer.status_code < 500
    assert "⟦" in answer.text, "this page was not rendered here"
    return [piece for piece in unmarked(answer.text) if piece not in allowed]


def said(words: dict[Any, list[str]]) -> dict[Any, list[str]]:
    """The pages that say anything unmarked."""
    return {page: pieces for page, pieces in words.items() if pieces}


def test_the_reader_sees_what_nobody_could_translate():
    page = """<html><title>⟦Inicio⟧</title><p>⟦Hola <b>⟪Ada⟫</b>⟧ Send</p> 24 de ⟦julio⟧ de 2026
    <img alt="A dog"><script>var ignored</script><input type=submit value="Go on">"""

    assert unmarked(page) == ["Send", "A dog", "Go on"]


def test_strangers_pages(dog_licence, client):
    words = {path: words_of(client.get(f"/es/{path}")) for path in STRANGERS_PAGES}

    assert said(words) == {}


def test_what_a_form_left_empty_says(city, client):
    paths = ["status/", "account/login/", "account/signup/", "account/password/reset/"]
    words = {path: words_of(client.post(f"/es/{path}")) for path in paths}

    assert said(words) == {}


def test_account_pages(city, signed_in):
    browser = signed_in(UserFactory(first_name="⟪Ada⟫", last_name="⟪O⟫", language="es"))
    words = {
        path: words_of(browser.get(f"/es/account/{path}", follow=True)) for path in ACCOUNT_PAGES
    }

    assert said(words) == {}


def test_each_page_of_a_form(resident):
    words = {"dog": words_of(resident.get("dog"))}
    words["dog, empty"] = words_of(resident.send("dog", {}))
    resident.send("dog", {**DOG, "dog_name": "⟪Rex⟫"})
    words["you, wrong"] = words_of(resident.send("you", {"email": "x"}))
    resident.send("you", {**YOU, "owner_first": "⟪Ada⟫", "owner_last": "⟪O⟫"})
    words["check"] = words_of(resident.get("check"))
    words["check, no declaration"] = words_of(resident.send("check"))
    words["later"] = words_of(resident.get("later"))
    words["later, sent"] = words_of(resident.send("later", {"email": "ada@example.org"}))
    words["resume"] = words_of(resident.get("dog"))
    resident.send("check", YES)
    words["done"] = words_of(resident.get("done"))

    assert said(words) == {}


def test_every_type_of_question(pages):
    spanish_service(published_form(every_field_type()), slug="all")
    resident = Resident()
    resident.apply = "/es/services/all/apply/"

    assert words_of(resident.get("all")) == []
    assert words_of(resident.send("all", {})) == []


def test_requests_of_a_resident(dog_licence, signed_in):
    person = UserFactory(email="ada@example.org", first_name="⟪Ada⟫", last_name="⟪O⟫")
    browser = signed_in(person)
    empty = words_of(browser.get("/es/my/"))
    sent = submit(submission_id=marked_draft(dog_licence, applicant=person).pk)
    complete_draft(dog_licence, applicant=person)

    assert empty == []
    assert words_of(browser.get("/es/my/")) == []
    assert words_of(browser.get(f"/es/my/requests/{sent.pk}/")) == []


def test_the_state_of_a_request_and_its_link(dog_licence, client):
    opened = marked_case(dog_licence)
    pair = {"reference": opened.submission.reference, "email": "ada@example.org"}

    assert words_of(client.post("/es/status/", pair)) == []
    assert words_of(client.post("/es/status/", {**pair, "reference": "K7QM2XHP9"})) == []
    assert words_of(client.get("/es/status/open/?token=spoiled")) == []


def test_the_desk(dog_licence, signed_in):
    opened = marked_case(dog_licence)
    person = officer()
    person.first_name, person.last_name = "⟪Olga⟫", "⟪P⟫"
    person.save()
    browser = signed_in(person)
    claim(opened, person)
    note(opened, person, "⟪Looks fine⟫")
    pages = ["", "cases/", "cases/?q=123", "cases/?state=decided", "queues/revenue-desk/"]
    pages += [f"cases/{opened.pk}/", f"cases/{opened.pk}/glance/"]

    words = {page: words_of(browser.get(f"/es/desk/{page}")) for page in pages}

    assert said(words) == {}


def test_paying(city, client):
    payment = make_payment(description="⟪Dog licence⟫", language="es")
    pages = [f"/es/payments/{payment.pk}/", urlsplit(payment.checkout_url).path]
    words = {page: words_of(client.get(page)) for page in pages}
    for choice in (Choice.REFUSE, Choice.PAY):
        other = at_the_bank(make_payment(description="⟪Dog⟫", language="es"), choice)
        words[choice] = words_of(client.get(f"/es/payments/{other.pk}/"))

    assert said(words) == {}


def test_mails(dog_licence):
    opened = marked_case(dog_licence, language="es")
    person = officer()
    change_state(opened, person, State.APPROVED, version=opened.version, message="⟪Here it is⟫")
    outbox.work_off()

    words = {}
    for message in Notification.objects.all():
        texts = (message.subject, message.text, message.html)
        words[message.purpose] = [piece for text in texts for piece in unmarked(text)]
    assert len(words) == 2
    assert said(words) == {}


def test_mails_of_the_account(city, client):
    UserFactory(email="ada@example.org", language="es")
    client.post("/es/account/password/reset/", {"email": "ada@example.org"})
    client.post("/es/account/password/reset/", {"email": "nobody@example.org"})
    client.post("/es/account/login/code/", {"email": "ada@example.org"})
    client.post("/es/account/signup/", {"email": "ada@example.org", "password1": "x" * 20 + "1"})
    outbox.work_off()

    words = {}
    for message in mail.outbox:
        html = str(message.alternatives[0][0])
        texts = (message.subject, str(message.body), html)
        words[message.subject] = [piece for text in texts for piece in unmarked(text)]
    assert len(words) >= 3
    assert said(words) == {}


def test_the_receipt(dog_licence):
    sent = marked_case(dog_licence, language="es").submission

    assert unmarked(receipt_html(sent.documents.get())) == []


def marked_draft(form: Form, **values: Any) -> Any:
    answers = {"dog_name": "⟪Rex⟫", "kind": "pet", "owner": {"first": "⟪Ada⟫", "last": "⟪O⟫"}}
    return complete_draft(form, answers={**answers, "email": "ada@example.org"}, **values)


def marked_case(form: Form, **values: Any) -> Case:
    room = queue()
    room.name = "⟪Dogs⟫"
    room.save()
    sent = submit(submission_id=marked_draft(form, **values).pk)
    return Case.objects.get(submission=sent)
