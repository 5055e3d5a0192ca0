from __future__ import annotations

import stat

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from accounts.models import Department, Membership, User
from catalog.demo import plan
from catalog.demo.people import LOGINS, demo_password, follow_password
from catalog.models import Category, HomePage, LoadedStep, ServicePage
from cms.actions import EDITORS, PUBLISHERS
from cms.models import DepartmentText, Faq, HelpPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def city(monkeypatch):
    """The demo city without its forms and submissions."""
    steps = [step for step in plan.STEPS if step.name in ("content", "people")]
    monkeypatch.setattr(plan, "STEPS", steps)
    call_command("prepare_demo", verbosity=0)


def test_the_city_has_all_its_texts_in_both_languages(city, client):
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


def test_spanish_pages_hold_on_to_spanish_things(city):
    for page in ServicePage.objects.in_language("es").select_related("category"):
        assert page.category.locale == page.locale
        assert {row.faq.locale_id for row in page.faqs.all()} <= {page.locale_id}
        assert {row.service.locale_id for row in page.related_services.all()} <= {page.locale_id}


def test_repeated_it_changes_nothing_that_people_edited(city, django_assert_max_num_queries):
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


def test_everybody_has_the_rights_of_their_work(city):
    people = {user.email: user for user in User.objects.filter(email__in=LOGINS)}

    assert set(people) == set(LOGINS)
    assert people["admin@demo.city"].is_superuser
    assert not people["resident@demo.city"].groups.exists()
    assert people["editor@demo.city"].groups.filter(name=EDITORS).exists()
    assert people["manager@demo.city"].groups.filter(name=PUBLISHERS).exists()
    roles = dict(
        Membership.objects.filter(user__in=people.values()).values_list("user__email", "role")
    )
    assert roles == {"manager@demo.city": "manager", "officer@demo.city": "officer"}
    assert EmailAddress.objects.filter(email__in=LOGINS, verified=True).count() == len(LOGINS)
    assert all(user.check_password(demo_password()) for user in people.values())


def test_every_department_has_officers(city):
    for department in Department.objects.all():
        assert department.memberships.count() >= 2


def test_the_password_is_kept_where_nobody_else_reads_it(city, settings):
    path = settings.DATA_DIR / "keys" / "demo_password"

    assert path.read_text() == demo_password()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_environment_may_set_the_password_later(city, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another long one")

    follow_password()

    assert User.objects.get(email="officer@demo.city").check_password("another long one")
    assert demo_password() == "another long one"


def test_a_step_that_fails_leaves_nothing_and_runs_again(monkeypatch):
    calls = []

    def load():
        calls.append("load")
        Department.objects.create(name="Half", slug="half")
        if len(calls) == 1:
            raise RuntimeError

    monkeypatch.setattr(plan, "STEPS", [plan.Step("people", "catalog.demo.people")])
    monkeypatch.setattr("catalog.demo.people.load", load)
    with pytest.raises(RuntimeError):
        plan.load_missing(lambda name: None)
    assert not Department.objects.exists()

    plan.load_missing(lambda name: None)

    assert Department.objects.count() == 1
    assert LoadedStep.objects.get().name == "people"


def test_outside_demo_mode_it_refuses(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("prepare_demo", stdout=OutputWrapper(None))
