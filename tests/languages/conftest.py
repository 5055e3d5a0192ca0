"""A small city for the walk through its pages, in which every text of the database is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from accounts.models import User
from catalog.actions import build_site, translate_page
from catalog.models import ServicePage
from cms.models import Branding
from forms_engine.engine.models import Form
from tests.engine.field_samples import SAMPLES
from tests.engine.runner_doors import Resident
from tests.factories.content import make_service
from tests.factories.engine import DOG_LICENCE, department, published_form
from tests.languages.pseudo import content, pseudo_language


@pytest.fixture
def pseudo() -> Iterator[None]:
    reverse("wagtailadmin_home")  # imports every view: some of Wagtail's keep the text they find
    with pseudo_language():
        yield


@pytest.fixture
def city(pseudo: None, db: None) -> None:
    """The city's name and a department."""
    branding = Branding.for_site(Site.objects.get())
    branding.city_name = "⟪Lindenport⟫"
    branding.save()
    revenue = department()
    revenue.name = "⟪Revenue⟫"
    revenue.save()


@pytest.fixture
def pages(city: None) -> None:
    """The tree of pages in both languages."""
    build_site()
    for page in Page.objects.specific():
        page.title = page.draft_title = f"⟪{page.title}⟫"
        page.save()
        if page.depth > 1:
            page.save_revision().publish()


def spanish_service(form: Form, slug: str = "dog-licence") -> ServicePage:
    """A live service page with a Spanish translation."""
    page = make_service(title="⟪Dog licence⟫", summary="⟪For dogs.⟫", slug=slug, form=form)
    translate_page(page, "es", title="⟪Licencia⟫", summary="⟪Para perros.⟫")
    return page


@pytest.fixture
def dog_licence(pages: None) -> Form:
    form = published_form(content(DOG_LICENCE) | {"translations": {}})
    spanish_service(form)
    return form


def every_field_type() -> dict[str, Any]:
    """A form with a question of each type."""
    questions = [
        {"label": f"The {slug}", **sample.options, "type": slug, "key": f"a_{slug}"}
        for slug, sample in SAMPLES.items()
    ]
    settings = {"anonymous": True}
    step = {"slug": "all", "title": "All of them", "fields": questions}
    whole = {**DOG_LICENCE, "slug": "all", "title": "All", "settings": settings, "steps": [step]}
    return dict(content(whole | {"translations": {}}))


@pytest.fixture
def resident(dog_licence: Form) -> Resident:
    """A browser at the Spanish side of the service."""
    browser = Resident()
    browser.apply = "/es/services/dog-licence/apply/"
    return browser


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in
