from __future__ import annotations

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import Department, User
from catalog.demo import plan
from catalog.models import Category, HomePage, LoadedStep, ServicePage
from cms.models import DepartmentText, Faq, HelpPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The same city, loaded once for the tests of this file that only change it by themselves."""
    steps = [step for step in plan.STEPS if step.name in ("content", "people")]
    with django_db_blocker.unblock(), transaction.atomic():
        for step in steps:
            import_module(step.module).load()
            LoadedStep.objects.create(name=step.name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plan, "STEPS", steps)
            yield
        transaction.set_rollback(True)


def test_the_city_has_all_its_texts_in_both_languages(loaded, client):
    for code in ("en", "es"):
        assert ServicePage.objects.offered().in_language(code).count() == 20
        assert HelpPage.objects.live().filter(locale__language_code=code).count() == 12
        assert Faq.objects.live().in_language(code).count() == 25
        assert Category.objects.in_language(code).count() == 8
    assert Department.objects.count() == 6
    assert DepartmentText.objects.count() == 6
    slugs = ServicePage.objects.offered().values_list("slug", flat=True)
    for slug in set(slugs):
        for prefix in ("", "/es"):
            assert client.get(f"{prefix}/services/{slug}/").status_code == 200


def test_spanish_pages_hold_on_to_spanish_things(loaded):
    for page in ServicePage.objects.in_language("es").select_related("category"):
        assert page.category.locale == page.locale
        assert {row.faq.locale_id for row in page.faqs.all()} <= {page.locale_id}
        assert {row.service.locale_id for row in page.related_services.all()} <= {page.locale_id}


def test_repeated_it_changes_nothing_that_people_edited(loaded, django_assert_max_num_queries):
    service = ServicePage.objects.in_language("en").first()
    service.title = "Edited by a person"
    service.save_revision().publish()
    Faq.objects.first().delete()
    before = (Faq.objects.count(), HomePage.objects.count(), User.objects.count())

    with django_assert_max_num_queries(3):
        call_command("prepare_demo", verbosity=0)

    service.refresh_from_db()
    assert service.title == "Edited by a person"
    assert before == (Faq.objects.count(), HomePage.objects.count(), User.objects.count())


def test_every_department_has_officers(loaded):
    for department in Department.objects.all():
        assert department.memberships.count() >= 2
