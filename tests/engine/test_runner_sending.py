"""All answers, the declaration, sending once, paying, the reference."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from forms_engine.engine.actions.fee import fee_payment
from forms_engine.engine.models import Form, Submission
from payments.signals import payment_settled
from tests.engine.runner_doors import DOG, Resident, only_draft, service, with_settings
from tests.factories.accounts import UserFactory
from tests.factories.engine import DOG_LICENCE, published_form

pytestmark = pytest.mark.django_db
YES = {"draft-declaration": "yes"}


@pytest.fixture
def resident():
    service()
    return Resident()


def test_the_declaration_has_to_be_confirmed(resident):
    resident.fill_in()
    answer = resident.send("check")
    assert answer.status_code == 422
    assert "Tick the box to confirm the declaration" in answer.content.decode()
    assert only_draft().is_draft


def test_sending_leads_to_the_reference(resident):
    resident.fill_in()
    answer = resident.send("check", YES)

    assert answer["Location"].endswith("/apply/done/")
    html = resident.get("done").content.decode()
    assert only_draft().written_reference in html
    assert "ada@example.org" in html
    assert f"/receipts/{only_draft().pk}/" in html


def test_sending_twice_reloading_and_going_back_give_the_same_reference(resident):
    resident.fill_in()
    page = {**resident.hidden("check"), **YES}
    answers = [resident.client.post(resident.url("check"), page) for _n in range(2)]
    reference = only_draft().reference

    assert [answer["Location"] for answer in answers] == ["/services/dog-licence/apply/done/"] * 2
    assert resident.get("check")["Location"].endswith("/apply/done/")
    assert reference
    assert only_draft().reference == reference


def test_an_old_page_of_a_form_that_was_sent_leads_to_the_reference(resident):
    page = resident.hidden("dog")
    resident.client.post(resident.url("dog"), {**page, **DOG})
    resident.fill_in()
    resident.send("check", YES)

    answer = resident.client.post(resident.url("dog"), {**page, **DOG, "dog_name": "Late"})

    assert answer["Location"].endswith("/apply/done/")
    assert only_draft().answers["dog_name"] == "Rex"


def test_all_answers_cannot_be_seen_before_they_are_given(resident):
    resident.send("dog", DOG)
    assert resident.get("check")["Location"].endswith("/apply/you/")
    assert Resident().get("check")["Location"].endswith("/apply/")


def test_a_rule_that_ran_out_meanwhile_is_asked_about_before_sending():
    fields = [
        {"type": "date", "key": "day", "label": "Which day?", "allow_past": False},
        {"type": "email", "key": "email", "label": "E-mail"},
    ]
    form = published_form(
        steps=[{"slug": "dog", "title": "Day", "fields": fields}],
        settings={"contact_email_field": "email"},
    )
    service(form)
    resident = Resident()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    parts = {"day_day": tomorrow.day, "day_month": tomorrow.month, "day_year": tomorrow.year}
    resident.send("dog", {**parts, "email": "ada@example.org"})
    Submission.objects.update(answers={"day": "2020-01-31", "email": "ada@example.org"})

    answer = resident.send("check")

    assert answer["Location"].endswith("/apply/dog/?change&check")
    assert "The date must be today or in the future" in resident.get("dog?check").content.decode()
    assert only_draft().is_draft


@pytest.mark.parametrize(
    "stored",
    [{"dog_name": 7}, {"dog_name": ["x"]}, {"kind": "cat"}, {"email": {"a": 1}}, {"owner": "Ada"}],
    ids=str,
)
def test_answers_that_no_page_could_have_stored_are_never_sent(resident, stored):
    resident.fill_in()
    draft = only_draft()
    draft.answers |= stored
    draft.save()

    assert resident.send("check", YES).status_code == 302
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_stop_says_why_and_lets_nothing_be_sent():
    stop = {
        "visible_if": [{"type": "compare", "key": "kind", "operator": "is", "value": "assistance"}],
        "title": "No licence is needed",
        "body": "<p>Assistance dogs are free.</p>",
    }
    service(published_form(settings={**DOG_LICENCE["settings"], "stops": [stop]}))
    resident = Resident()

    answer = resident.send("dog", {**DOG, "kind": "assistance", "trainer": "Mira"})

    assert answer["Location"].endswith("/apply/check/")
    html = resident.get("check").content.decode()
    assert "No licence is needed" in html
    assert "<p>Assistance dogs are free.</p>" in html
    resident.client.post(resident.url("check"), {**YES})
    assert only_draft().is_draft


# --- with a fee -----------------------------------------------------------------------------


@pytest.fixture
def owing():
    service(with_settings(fee=2550))
    resident = Resident()
    resident.fill_in()
    resident.send("check", YES)
    return resident


def test_a_fee_is_said_before_sending_and_asked_for_after(owing):
    assert only_draft().status == Submission.Status.AWAITING_PAYMENT
    html = owing.get("pay").content.decode()
    assert "25.50" in html
    assert "/apply/pay/?submission=" in owing.get("done")["Location"]


def test_pay_now_leads_to_the_checkout(owing):
    answer = owing.send("pay")
    assert answer.status_code == 302
    assert "/payments/" in answer["Location"]


def test_a_payment_that_is_settled_hands_the_request_on_once(owing):
    payment = fee_payment(submission=only_draft(), return_url="http://testserver/")

    for _n in range(2):
        payment_settled.send(sender=type(payment), payment=payment)

    assert only_draft().status == Submission.Status.SUBMITTED
    assert owing.get("done").status_code == 200


# --- the service changes meanwhile ----------------------------------------------------------


def test_a_draft_goes_on_though_the_service_is_closed_or_taken_off_the_site(resident):
    resident.send("dog", DOG)
    page = Form.objects.get().services.get()
    page.closes_on = dt.date(2020, 1, 1)
    page.save_revision().publish()
    assert "You cannot apply for this at the moment" in Resident().get("dog").content.decode()
    assert resident.get("you").status_code == 200

    page.unpublish()
    assert Resident().get("dog").status_code == 404
    assert resident.get("you").status_code == 200


def test_nobody_begins_a_form_that_is_not_published_any_more(resident):
    resident.send("dog", DOG)
    Form.objects.get().unpublish()
    assert Resident().get("dog").status_code == 404
    assert resident.get("you").status_code == 200


def test_a_draft_is_filled_in_in_the_language_of_the_page(resident):
    resident.send("dog", DOG)
    spanish = resident.client.get("/es/services/dog-licence/apply/dog/").content.decode()
    assert "Nombre del perro" in spanish
    assert 'value="Rex"' in spanish


def test_the_switch_of_language_keeps_the_step_and_the_draft(resident):
    resident.send("dog", DOG)
    html = resident.get("you").content.decode()
    assert 'href="/es/services/dog-licence/apply/you/"' in html
    assert resident.client.get("/es/services/dog-licence/apply/you/").status_code == 200


def test_who_is_signed_in_gets_the_receipt_though_no_address_was_asked_for():
    settings = {"declaration": "", "contact_email_field": ""}
    service(published_form(settings=settings, steps=DOG_LICENCE["steps"][:1]))
    resident = Resident()
    user = UserFactory()
    resident.client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    resident.send("dog", DOG)
    resident.send("check")
    assert only_draft().email == user.email
