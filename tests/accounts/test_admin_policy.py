"""What a browser may run: nothing inline for residents, and nothing inline in the admin either."""

from __future__ import annotations

import inspect
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.widgets import chooser
from wagtail.models import Page

from accounts import admin_choosers
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def policy_of(response) -> dict[str, list[str]]:
    parts = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts if part.strip())}


class InlineScripts(HTMLParser):
    """Collects scripts that would run without coming from a file of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.nonces: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        handlers = [name for name in attributes if name.startswith("on")]
        if handlers:
            self.found.append(f"<{tag} {handlers}>")
        if tag != "script" or "src" in attributes or "json" in (attributes.get("type") or ""):
            return
        if attributes.get("nonce"):
            self.nonces.add(str(attributes["nonce"]))
        else:
            self.found.append(str(self.get_starttag_text()))


@pytest.fixture
def admin_client(client: Client) -> Client:
    client.force_login(UserFactory(admin=True))
    return client


def test_a_residents_page_keeps_the_strict_policy(client):
    policy = policy_of(client.get("/robots.txt"))

    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]


def test_the_admin_runs_nothing_inline_and_evaluates_nothing(admin_client):
    policy = policy_of(admin_client.get("/admin/"))

    assert "'unsafe-eval'" not in str(policy)
    assert "'unsafe-inline'" not in policy["script-src"]
    assert policy["object-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]


def test_a_preview_is_held_to_the_residents_policy(admin_client):
    page = Page.objects.get(url_path="/home/")
    policy = policy_of(admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])))

    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/departments/new/",
        "/admin/pages/add/cms/standardpage/{home}/",
        "/admin/pages/add/cms/helppage/{home}/",
        "/admin/pages/{home}/edit/",
        "/admin/localize/submit/page/{home}/",
        "/admin/images/add/",
        "/admin/documents/add/",
        "/admin/snippets/cms/faq/add/",
        "/admin/workflows/add/",
        "/admin/redirects/add/",
        "/admin/reports/site-history/",
        "/admin/account/",
    ],
)
def test_no_page_of_the_admin_holds_an_inline_script(admin_client, address):
    home = Page.objects.get(url_path="/home/")
    response = admin_client.get(address.format(home=home.pk), follow=True)
    assert response.status_code == 200

    scripts = InlineScripts()
    scripts.feed(response.content.decode())

    assert scripts.found == []
    allowed = policy_of(response)["script-src"]
    assert all(f"'nonce-{nonce}'" in allowed for nonce in scripts.nonces)


def test_choosers_start_from_data(admin_client):
    content = admin_client.get("/admin/redirects/add/").content.decode()

    assert 'data-start="PageChooser"' in content
    assert "accounts/admin-start.js" in content


def test_wagtail_still_needs_the_replacement():
    """When this fails, Wagtail has mended it: delete ``accounts/admin_choosers.py``."""
    source = inspect.getsource(chooser)

    assert "<script>{js}</script>" in source
    assert chooser.BaseChooser.render is admin_choosers.render
