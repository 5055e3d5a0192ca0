"""An administrator staffs a department, under the policy that the admin keeps."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import DepartmentFactory, UserFactory


@pytest.mark.django_db(transaction=True)
def test_an_administrator_staffs_a_department_in_a_real_browser(new_context, live_site):
    department = DepartmentFactory()
    officer = UserFactory(email="officer@example.org", last_name="Okafor")
    client = Client()
    client.force_login(UserFactory(admin=True))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = new_context(base_url=live_site)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_site}])
    page = context.new_page()

    page.goto(reverse("departments:edit", args=[department.pk]))
    page.click("#id_memberships-ADD")
    page.get_by_role("button", name="Choose a person").click()
    page.get_by_label("E-mail address or name").fill("okafor")
    page.locator(".modal").get_by_role("link", name=re.compile("Okafor")).click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/admin/departments/")

    assert [group.name for group in officer.groups.all()] == [f"{department.name} · officers"]
