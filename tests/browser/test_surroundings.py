"""The browser's own fixtures: they find what they are there to find."""

from __future__ import annotations

import pytest
from wagtail.models import Page as WagtailPage

from accounts.models import User
from tests.browser.conftest import Complaints, violations

FAULTY = (
    "<html lang='en'><title>Faulty</title><main><h1>Faulty</h1><img src='data:,'></main></html>"
)


def test_a_live_site_answers_and_sees_what_the_test_stores(live_site, phone):
    User.objects.create_user(email="ada@example.org", password="x")
    assert phone.goto(f"{live_site}/healthz/live").status == 200
    assert WagtailPage.objects.filter(depth=1).exists()


def test_the_next_live_site_starts_from_what_the_migrations_left(live_site):
    assert not User.objects.exists()
    assert WagtailPage.objects.filter(depth=1).exists()


def test_axe_names_the_rule_that_a_page_breaks(new_context):
    page = new_context(bypass_csp=True).new_page()
    page.set_content(FAULTY)
    assert [text for text in violations(page) if " image-alt " in text]


def test_an_error_in_the_console_is_a_complaint(browser):
    noted = Complaints()
    context = browser.new_context()
    noted.watch(context)
    page = context.new_page()
    page.set_content("<title>x</title>")
    page.evaluate("console.error('it broke')")
    page.evaluate("setTimeout(() => { throw new Error('it threw') })")
    page.wait_for_timeout(200)
    context.close()
    assert len(noted.unexpected()) == 2
    noted.expect("it broke")
    assert len(noted.unexpected()) == 1


@pytest.mark.slow
def test_the_demo_city_serves_its_home_page_to_a_phone(city, phone):
    assert phone.goto(city.address).status == 200
