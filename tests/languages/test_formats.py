"""Numbers, dates and plurals the Spanish way: on pages, in mails and on receipts."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import ngettext, override

from accounts import mails
from accounts.models import Notification
from catalog.actions import build_site, translate_page
from forms_engine.engine.actions import submit
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.models import Submission
from forms_engine.engine.receipts.render import receipt_html
from tests.engine.runner_doors import Resident, service
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer
from tests.factories.content import make_service
from tests.factories.engine import complete_draft, published_form
from tests.factories.payments import make_payment
from tests.pages import text_of

pytestmark = pytest.mark.django_db

HARBOUR_FEAST = dt.datetime(2026, 6, 24, 14, 5, tzinfo=timezone.get_default_timezone())


def words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@pytest.fixture
def sent() -> Submission:
    submission = submit(submission_id=complete_draft(language="es").pk)
    submission.submitted_at = HARBOUR_FEAST
    submission.save()
    return submission


# --- numbers and money -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "stored", "shown"),
    [
        ("integer", 84000, "84 000"),
        ("decimal", "1234.5", "1 234,5"),
        ("money", "1234.50", "1 234,50 €"),
        ("date", "2026-06-24", "24 de junio de 2026"),
        ("yes_no", True, "Sí"),
    ],
)
def test_answers_are_shown_the_spanish_way(kind, stored, shown):
    field = FIELD_TYPES[kind](key="q", label="?")
    with override("es"):
        assert field.display(stored).replace("\xa0", " ") == shown


@pytest.mark.parametrize(("typed", "stored"), [("2,5", "2.5"), ("1.234,5", "1234.5"), ("3", "3")])
def test_a_number_may_be_typed_the_spanish_way(typed, stored):
    step = {
        "slug": "size",
        "title": "Size",
        "fields": [{"type": "decimal", "key": "metres", "label": "How long?", "decimal_places": 1}],
    }
    settings = {"anonymous": True}
    build_site()
    translate_page(service(published_form(steps=[step], settings=settings)), "es")
    resident = Resident()
    resident.apply = "/es/services/dog-licence/apply/"

    assert resident.send("size", {"metres": typed}).status_code == 302
    assert Submission.objects.get().answers == {"metres": stored}


def test_a_payment_names_its_sum_the_spanish_way(client):
    payment = make_payment(amount=123450, language="es")
    bank = words(client.get(payment.checkout_url).text)

    assert "1 234,50 €" in bank.replace("\xa0", " ")


# --- dates -------------------------------------------------------------------------------------


def test_the_receipt_says_when_in_spanish(sent):
    receipt = words(receipt_html(sent.documents.get()))

    assert "Recibida el 24 de junio de 2026 a las 14:05" in receipt
    assert f"Versión 1 del formulario, publicada el {timezone.localdate():%d/%m/%Y}" in receipt


def test_a_residents_page_says_when_in_spanish(signed_in, sent):
    person = UserFactory()
    Submission.objects.update(applicant=person)

    assert "24 de junio de 2026" in text_of(signed_in(person).get("/es/my/"))


def test_a_service_says_when_it_opens_in_spanish(client):
    build_site()
    opens = dt.date(2126, 6, 24)
    page = make_service(slug="feast", opens_on=opens, form=published_form())
    translate_page(page, "es", title="Fiesta")

    assert "24 de junio de 2126" in text_of(client.get("/es/services/feast/"))


def test_mails_say_when_in_spanish():
    context = {
        "service_title": "Licencia",
        "path": "/es/x",
        "until": HARBOUR_FEAST.date(),
        "needs_account": False,
    }
    mail = mails.render("resume", context, "es")

    assert mail.subject == "Sigue con «Licencia»"
    for text in (mail.text, words(mail.html)):
        assert "El enlace vale hasta el 24 de junio de 2026." in text


def test_the_mail_of_a_request_is_in_the_language_of_the_request(sent):
    mail = Notification.objects.get(about=sent.pk)

    assert mail.language == "es"
    assert mail.subject == f"Hemos recibido tu solicitud {sent.written_reference}"
    assert "Ha llegado tu solicitud «Licencia de perro»" in mail.text
    assert '<html lang="es"' in mail.html


# --- plurals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 días de retraso"), (1, "1 día de retraso"), (1000000, "1000000 días de retraso")],
)
def test_one_is_one_and_everything_else_is_many(number, said):
    with override("es"):
        text = ngettext("%(n)d day late", "%(n)d days late", number) % {"n": number}

    assert text == said


def test_an_error_counts_files_in_spanish():
    with override("es"):
        one = ngettext("Add only %(n)d file", "Add at most %(n)d files", 1) % {"n": 1}
        many = ngettext("Add only %(n)d file", "Add at most %(n)d files", 5) % {"n": 5}

    assert (one, many) == ("Añade solo 1 archivo", "Añade como máximo 5 archivos")


def test_the_desk_counts_in_spanish(signed_in):
    opened = case()
    opened.due_at = timezone.now() - dt.timedelta(days=3)
    opened.save()
    page = text_of(signed_in(officer()).get("/es/desk/cases/"))

    assert "3 días de retraso" in page


def test_search_counts_in_spanish(client):
    build_site()
    for number in ("uno", "dos"):
        page = make_service(title=f"Dog {number}", slug=f"dog-{number}")
        translate_page(page, "es", title=f"Perro {number}")

    assert "2 resultados para «perro»" in text_of(client.get("/es/search/?q=perro"))
    assert "1 resultado para «uno»" in text_of(client.get("/es/search/?q=uno"))
