"""The same walk through the admin: the screens of ours, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from forms_engine.engine.models import Form
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.casework import queue
from tests.factories.engine import DOG_LICENCE, department
from tests.factories.payments import make_payment
from tests.languages.pseudo import unmarked

pytestmark = pytest.mark.django_db

# Wagtail 8 shows these as they are, in every language.
WAGTAILS_OWN = ("Home", "Actions", "Updated", "Edit", "Search")
OF_A_FORM = ["edit", "history", "versions", "translations", "import_into", "stops", "copy"]
WAGTAILS_COUNTER = re.compile(r"<div data-side-panel-toggle-counter.*?</div>", re.DOTALL)


@pytest.fixture
def admin(city: None, signed_in) -> Client:
    """An administrator's browser, whose admin is in Spanish."""
    person = UserFactory(admin=True, first_name="⟪Ana⟫", last_name="⟪R⟫")
    UserProfile.get_for_user(person)
    UserProfile.objects.update(preferred_language="es")
    return signed_in(person)


def screens_of_a_form(form: Form) -> Iterator[str]:
    for name in (
        "edit",
        "history",
        "versions",
        "translations",
        "import_into",
        "stops",
        "copy",
        "delete",
    ):
        yield reverse(f"authoring:{name}", args=[form.pk])
    for name in ("list", "add", "import"):
        yield reverse(f"authoring:{name}")
    step = form.steps.all()[0]
    yield reverse("authoring:step", args=[form.pk, step.uid])


def said_by(browser: Client, addresses: Iterator[str] | list[str]) -> dict[str, list[str]]:
    """What each screen says unmarked; nothing for one that says nothing."""
    said = {}
    for address in addresses:
        answer = browser.get(address, follow=True)
        assert answer.status_code == 200, address
        assert "⟦" in answer.text, address
        words = unmarked(WAGTAILS_COUNTER.sub("", answer.text))
        said[address] = [text for text in words if text not in WAGTAILS_OWN]
    return {address: words for address, words in said.items() if words}


def test_screens_of_forms(admin, dog_licence):
    keys = [f"({field['key']})" for step in DOG_LICENCE["steps"] for field in step["fields"]]
    said = said_by(admin, screens_of_a_form(dog_licence))

    assert {at: left for at, words in said.items() if (left := set(words) - set(keys))} == {}


def test_screens_of_departments_and_queues(admin):
    room = queue()
    room.name = "⟪Dogs⟫"
    room.save()
    person = UserFactory(first_name="⟪Olga⟫", last_name="⟪P⟫")
    MembershipFactory(department=department(), user=person)
    addresses = [
        reverse("departments:index"),
        reverse("departments:add"),
        reverse("departments:edit", args=[department().pk]),
        reverse("queues:index"),
        reverse("queues:add"),
        reverse("queues:edit", args=[room.pk]),
        reverse("routing:index"),
    ]

    assert said_by(admin, addresses) == {}


def test_screens_of_payments(admin):
    payment = make_payment(description="⟪Dog licence⟫", language="es")
    addresses = [
        reverse("payments_admin:index"),
        reverse("payments_admin:inspect", args=[payment.pk]),
    ]
    said = said_by(admin, addresses)

    assert {at: left for at, words in said.items() if (left := set(words) - {"default"})} == {}


def test_screens_of_pages(admin, dog_licence):
    pages = Page.objects.filter(slug__in=["home", "services", "help", "contact", "dog-licence"])
    addresses = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    addresses += [reverse("wagtailadmin_home")]
    for model in ("cms_faq", "cms_alert", "catalog_category", "catalog_lifeevent"):
        addresses += [reverse(f"wagtailsnippets_{model}:add")]

    assert said_by(admin, addresses) == {}
