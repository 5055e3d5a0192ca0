from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Site

from accounts.models import Department
from catalog.actions import build_site, rewrite, translate_page
from cms.models import Alert, Branding
from tests.factories.accounts import UserFactory
from tests.factories.content import make_faq, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is committed at its end."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def service():
    return make_service(title="Dog licence", slug="dog", summary="For every dog.")


def was_kept(response):
    return response.get("X-Page-Cache") == "hit"


def test_a_stranger_gets_the_kept_page(client, service):
    first = client.get("/services/dog/")
    second = client.get("/services/dog/")

    assert (was_kept(first), was_kept(second)) == (False, True)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_kept_page_costs_no_query(client, service, django_assert_num_queries):
    client.get("/services/dog/")

    with django_assert_num_queries(0):
        client.get("/services/dog/")


@pytest.mark.parametrize("address", ["/", "/services/", "/services/dog/", "/help/", "/contact/"])
def test_no_page_for_strangers_sets_a_cookie_or_carries_a_token(client, service, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content
    assert was_kept(client.get(address))


def test_a_new_text_shows_at_once_after_publishing(client, service, committed):
    client.get("/services/dog/")

    with committed():
        rewrite(service, summary="For every dog older than eight weeks.")

    assert "older than eight weeks" in client.get("/services/dog/").content.decode()


def test_a_draft_changes_nothing_for_strangers(client, service, committed):
    client.get("/services/dog/")
    service.summary = "Not published yet."

    with committed():
        service.save_revision()

    assert was_kept(client.get("/services/dog/"))


def test_a_preview_shows_the_draft_and_is_not_kept(client, service):
    client.get("/services/dog/")
    service.summary = "Not published yet."

    preview = service.make_preview_request()

    assert "Not published yet." in preview.content.decode()
    assert "Not published yet." not in client.get("/services/dog/").content.decode()


def test_a_page_taken_down_is_gone_at_once(client, service, committed):
    client.get("/services/dog/")

    with committed():
        service.unpublish()

    assert client.get("/services/dog/").status_code == 404


def test_a_page_published_while_it_was_being_made_is_not_kept_stale(
    client, service, committed, monkeypatch
):
    from catalog.models import ServicePage

    original = ServicePage.get_context

    def slow(page, request, *args, **kwargs):
        context = original(page, request, *args, **kwargs)
        monkeypatch.setattr(ServicePage, "get_context", original)
        with committed():
            rewrite(ServicePage.objects.get(pk=page.pk), summary="The new summary.")
        return context

    monkeypatch.setattr(ServicePage, "get_context", slow)
    client.get("/services/dog/")

    assert "The new summary." in client.get("/services/dog/").content.decode()


def change_branding():
    branding = Branding.for_site(Site.objects.get())
    branding.city_name = "Elsewhere"
    branding.save()


def change_department():
    Department.objects.create(name="Parks", slug="parks")


def change_question():
    make_faq(question="Is it new?")


@pytest.mark.parametrize("change", [change_branding, change_department, change_question])
def test_settings_departments_and_questions_renew_the_pages(client, service, committed, change):
    client.get("/contact/")

    with committed():
        change()

    assert not was_kept(client.get("/contact/"))


def test_somebody_signed_in_never_gets_a_kept_page(client, service):
    client.get("/services/dog/")
    client.force_login(UserFactory())

    assert not was_kept(client.get("/services/dog/"))


def test_a_page_made_for_somebody_signed_in_is_not_kept(client, service):
    client.force_login(UserFactory())
    client.get("/services/dog/")
    client.logout()
    client.cookies.clear()

    assert not was_kept(client.get("/services/dog/"))


def test_a_visitor_with_a_session_never_gets_a_kept_page(client, service):
    client.get("/services/dog/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "anything"

    assert not was_kept(client.get("/services/dog/"))


def test_languages_are_kept_apart(client, service):
    build_site()
    translate_page(service, "es", title="Licencia de perro")

    for _ in range(2):
        assert "Dog licence</h1>" in client.get("/services/dog/").content.decode()
        assert "Licencia de perro</h1>" in client.get("/es/services/dog/").content.decode()


def test_hosts_are_kept_apart(client, service):
    client.get("/services/dog/", headers={"host": "localhost"})

    assert not was_kept(client.get("/services/dog/", headers={"host": "127.0.0.1"}))


def test_filters_are_kept_but_other_queries_are_not(client, service):
    for _ in range(2):
        filtered = client.get("/services/?kind=apply")
        strange = client.get("/services/?utm_source=x")

    assert (was_kept(filtered), was_kept(strange)) == (True, False)


def test_the_search_is_not_kept(client, service):
    for _ in range(2):
        response = client.get(reverse("search"), {"q": "dog"})

    assert not was_kept(response)


def test_a_post_is_never_answered_from_the_cache(client, service):
    client.get("/services/dog/")

    assert not was_kept(client.post("/services/dog/"))


def test_a_page_is_kept_no_longer_than_its_notice_runs(client, service):
    now = timezone.now()
    Alert.objects.create(
        title="Water off", ends_at=now + dt.timedelta(seconds=30), locale=Locale.get_default()
    )
    request = client.get("/services/dog/").wsgi_request

    assert request.page_cache_until <= now + dt.timedelta(seconds=30)


def test_a_lost_stamp_only_empties_the_cache(client, service):
    client.get("/services/dog/")
    cache.clear()

    assert not was_kept(client.get("/services/dog/"))
