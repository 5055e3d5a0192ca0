"""The door for notifications believes what the provider signed, and nothing else."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone

from payments.models import Payment, ProviderEvent
from payments.providers.base import ProviderError
from payments.providers.sandbox import SandboxProvider
from tests.factories.payments import make_payment, signed

pytestmark = pytest.mark.django_db

ADDRESS = "/payments/webhook/default/"


def message(payment: Payment, **values: object) -> dict[str, object]:
    checkout = payment.checkouts.get()
    return {
        "id": "event-1",
        "order": str(checkout.pk),
        "reference": checkout.reference,
        "outcome": "paid",
        "amount": payment.amount,
        "currency": payment.currency,
        "card_holder": "Ada Resident",
        **values,
    }


def deliver(body: bytes, headers: dict[str, str] | None = None):
    client = Client(enforce_csrf_checks=True)
    headers = signed(body) if headers is None else headers
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_signed_notification_settles_and_is_stored_without_personal_data(settled):
    payment = make_payment()
    body = json.dumps(message(payment)).encode()

    answers = [deliver(body).status_code, deliver(body).status_code]

    assert answers == [200, 200]
    assert settled == [payment]
    assert set(ProviderEvent.objects.get().data) == {
        "id", "order", "reference", "outcome", "amount", "currency",
    }  # fmt: skip


@pytest.mark.parametrize(
    "signature", ["", "v1=", "t=1,v1=abc", "t=x,v1=x", ",,,", "=,=", "t=1", "\u00e9"]
)
def test_a_wrong_signature_is_refused_and_leaves_no_trace(signature, settled):
    body = json.dumps(message(make_payment())).encode()

    answer = deliver(body, {"X-Sandbox-Signature": signature})

    assert answer.status_code == 400
    assert ProviderEvent.objects.count() == 0
    assert settled == []


def test_a_signature_of_another_body_is_refused(settled):
    payment = make_payment()
    other = signed(json.dumps(message(payment, amount=1)).encode())

    assert deliver(json.dumps(message(payment)).encode(), other).status_code == 400
    assert settled == []


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_recorded_notification_cannot_be_played_again_later(minutes, settled):
    body = json.dumps(message(make_payment())).encode()
    old = signed(body, at=timezone.now() + dt.timedelta(minutes=minutes))

    assert deliver(body, old).status_code == 400
    assert settled == []


def test_a_secret_of_ones_own_replaces_the_derived_one(settings):
    body = json.dumps(message(make_payment())).encode()
    derived = signed(body)
    entry = {**settings.PAYMENT_PROVIDERS["default"], "OPTIONS": {"SECRET": "s3cret"}}
    settings.PAYMENT_PROVIDERS = {"default": entry}

    assert deliver(body, derived).status_code == 400
    assert deliver(body).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"amount": -1}, {"amount": "2500"}, {"amount": True}, {"amount": 25.5}, {"amount": None},
        {"amount": 2**70}, {"outcome": "stolen"}, {"outcome": None}, {"outcome": []},
    ],
)  # fmt: skip
def test_a_signed_message_that_makes_no_sense_is_refused(change):
    body = json.dumps(message(make_payment(), **change)).encode()

    assert deliver(body).status_code == 400
    assert ProviderEvent.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"null", b"\xff", b"{}", b"[" * 9000])
def test_a_signed_body_that_is_no_message_is_refused(body):
    assert deliver(body).status_code == 400


def test_a_body_that_is_too_long_is_refused():
    assert deliver(b"x" * 70_000).status_code == 413


def test_there_is_a_door_for_known_providers_only_and_nothing_to_see_behind_it(client):
    assert client.post("/payments/webhook/nobody/").status_code == 404
    assert client.get(ADDRESS).status_code == 405


def test_a_provider_that_cannot_be_asked_is_told_to_try_again(monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise ProviderError("no answer")

    monkeypatch.setattr(SandboxProvider, "parse_notification", fails)

    assert deliver(b"{}").status_code == 503
