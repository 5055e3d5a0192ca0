"""The resident's way: our page, the bank's page, and back."""

from __future__ import annotations

import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import outbox
from payments.actions import record, start_checkout
from payments.models import BankNotice, LedgerEntry, Payment, ProviderEvent
from payments.sandbox.actions import Choice
from tests.factories.accounts import UserFactory
from tests.factories.payments import at_the_bank, make_payment, report

pytestmark = pytest.mark.django_db


def choose(client: Client, payment: Payment, choice: str):
    answer = client.post(payment.checkouts.latest("created_at").url, {"choice": choice})
    payment.refresh_from_db()
    return answer


def test_paying_leads_back_and_on(client, settled):
    payment = make_payment()
    bank = client.get(payment.checkout_url)
    assert "€25.00" in bank.content.decode()
    assert "No real money moves" in bank.content.decode()

    answer = choose(client, payment, "pay")

    assert answer.url == f"http://testserver/payments/{payment.pk}/back/"
    assert client.get(answer.url).url == "http://testserver/next/"
    assert settled == [payment]


def test_a_double_click_on_pay_pays_once(client, settled):
    payment = make_payment()

    answers = [choose(client, payment, "pay") for _click in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert settled == [payment]
    assert BankNotice.objects.count() == 1


def test_only_the_first_choice_counts(client, settled):
    payment = make_payment()
    choose(client, payment, "refuse")
    choose(client, payment, "pay")

    assert payment.state == Payment.State.FAILED
    assert settled == []


def test_a_bank_that_tells_twice_settles_once(client, settled):
    payment = make_payment()

    choose(client, payment, "twice")

    assert BankNotice.objects.filter(status="done").count() == 2
    assert ProviderEvent.objects.count() == 1
    assert settled == [payment]


def test_a_bank_that_tells_late_leaves_the_resident_waiting_and_then_settles(client, settled):
    payment = make_payment()
    answer = choose(client, payment, "late")
    page = client.get(answer.url, follow=True)
    assert "We are waiting for your payment" in page.content.decode()
    assert settled == []

    outbox.work_off()

    assert settled == [payment]
    assert client.get(answer.url).url == "http://testserver/next/"
    assert client.get(f"/payments/{payment.pk}/state/").json() == {"state": "settled"}


def test_a_late_notice_is_found_by_the_worker_when_it_is_due(client):
    payment = make_payment()
    choose(client, payment, "late")
    assert outbox.enqueue_due() == 0

    BankNotice.objects.update(next_try_at=payment.created_at)

    assert outbox.enqueue_due() == 1


@pytest.mark.parametrize(
    ("choice", "heading"),
    [("refuse", "The payment was refused"), ("leave", "You have not paid yet")],
)
def test_who_comes_back_unpaid_may_try_again(choice, heading, client, settled):
    payment = make_payment()
    answer = choose(client, payment, choice)
    page = client.get(answer.url, follow=True)
    assert heading in page.content.decode()

    again = client.post(f"/payments/{payment.pk}/")

    assert re.fullmatch(r"/payments/sandbox/[\w-]+/", again.url)
    choose(client, payment, "pay")
    assert settled == [payment]


def test_a_payment_in_spanish_is_in_spanish_all_the_way(client):
    payment = make_payment(language="es", return_url="http://testserver/es/next/")
    assert payment.checkout_url.startswith("/es/payments/sandbox/")

    assert "25,00\u00a0€" in client.get(payment.checkout_url).content.decode()
    answer = choose(client, payment, "refuse")

    assert answer.url == f"http://testserver/es/payments/{payment.pk}/back/"


def test_a_settled_payment_says_so(client):
    payment = at_the_bank(make_payment())

    assert "Paid. Thank you." in client.get(payment.page_url).content.decode()
    assert client.post(payment.page_url).url == payment.page_url


def test_a_wrong_sum_is_explained_and_offers_no_second_payment(client):
    payment = make_payment()
    told = report(payment.live_checkout, amount=1)
    record(provider="default", event_id="1", report=told)

    page = client.get(payment.page_url).content.decode()

    assert "We are looking at your payment" in page
    assert "Try again" not in page


@pytest.mark.parametrize("choice", ["", "steal", "PAY", "\x00"])
def test_an_unknown_choice_shows_the_page_again(choice, client):
    payment = make_payment()

    assert choose(client, payment, choice).status_code == 200
    assert payment.is_pending


def test_unknown_payments_and_checkouts_are_not_found(client):
    nobody = uuid.uuid4()
    for path in (f"{nobody}/", f"{nobody}/back/", f"{nobody}/state/", "sandbox/x/"):
        assert client.get(f"/payments/{path}").status_code == 404
    assert client.post(f"/payments/{nobody}/").status_code == 404


def test_pages_of_payments_are_never_kept_by_a_cache(client):
    payment = make_payment()

    for address in (payment.page_url, payment.checkout_url):
        assert "no-store" in client.get(address).headers["Cache-Control"]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(admin=True), settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_an_administrator_sees_a_payment_with_all_that_happened(admin):
    payment = at_the_bank(make_payment(), Choice.LEAVE)
    start_checkout(payment_id=payment.pk)
    at_the_bank(payment)
    told = report(payment.checkouts.earliest("created_at"))
    record(provider="default", event_id="late", report=told)

    listing = admin.get("/admin/payments/").content.decode()
    page = admin.get(f"/admin/payments/inspect/{payment.pk}/").content.decode()

    assert payment.description in listing
    assert "€25.00 came that was not owed" in page
    assert "SB-" in page
    assert "provider-default" in page


def test_not_even_an_administrator_can_change_a_payment(admin):
    payment = make_payment()

    for path in ("new/", f"edit/{payment.pk}/", f"delete/{payment.pk}/"):
        answer = admin.post(f"/admin/payments/{path}", {"description": "x"})
        assert (answer.status_code, answer.url) == (302, "/admin/")
    payment.refresh_from_db()
    assert payment.description == "Dog licence 1234-5678"
    assert LedgerEntry.objects.count() == 0


def test_the_list_of_payments_costs_the_same_for_one_and_for_three(
    admin, django_assert_num_queries
):
    make_payment()
    admin.get("/admin/payments/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        admin.get("/admin/payments/")
    make_payment()
    make_payment()

    with django_assert_num_queries(len(one)):
        admin.get("/admin/payments/")
