"""The page of components, and the pages that stand in for one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from tests.design.fixtures import TEMPLATES


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client: Client) -> None:
    page = client.get(reverse("gallery"))

    html = BeautifulSoup(page.content, "html.parser")
    shown = {name.text for name in html.select(".gallery-specimen__name code")}
    ours = {path.stem for path in TEMPLATES.glob("*.html")}
    assert page.status_code == 200
    assert ours - shown == PARTS_OF_OTHERS


# What the page shows as a part of something else, or in its own frame.
PARTS_OF_OTHERS = {
    *("label", "hint", "error_message", "fieldset", "form_group"),
    *("header", "footer", "skip_link", "message", "tag", "empty_state"),
    "script_words",
}


@pytest.mark.django_db
def test_no_id_stands_twice_in_the_gallery(client: Client) -> None:
    html = BeautifulSoup(client.get(reverse("gallery")).content, "html.parser")
    ids = [str(tag["id"]) for tag in html.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_an_address_without_a_page_says_so_in_the_city_s_frame(client: Client) -> None:
    page = client.get("/nothing-here/")
    assert page.status_code == 404
    assert "We have no page at this address" in page.content.decode()


def test_the_page_for_our_own_faults_needs_neither_database_nor_request() -> None:
    assert "Something went wrong on our side" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["403.html", "429.html"])
def test_refusals_come_in_the_city_s_frame(rf: RequestFactory, name: str) -> None:
    request = rf.get("/")
    page = render_to_string(name, request=request)
    assert BeautifulSoup(page, "html.parser").select_one("main h1") is not None
