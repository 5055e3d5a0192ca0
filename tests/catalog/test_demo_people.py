"""Who lives in the demo city, and how its steps are run."""

from __future__ import annotations

import stat

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from accounts.models import Department, Membership, User
from catalog.demo import people, plan
from catalog.demo.people import LOGINS, OFFICERS, demo_password, follow_password
from catalog.models import LoadedStep
from cms.actions import EDITORS, PUBLISHERS, set_up_editing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def city():
    """The people, in departments without any other texts."""
    set_up_editing()
    for slug in OFFICERS:
        Department.objects.create(slug=slug, name=slug.title())
    people.load()


def test_everybody_has_the_rights_of_their_work(city):
    logins = {user.email: user for user in User.objects.filter(email__in=LOGINS)}

    assert set(logins) == set(LOGINS)
    assert logins["admin@demo.city"].is_superuser
    assert not logins["resident@demo.city"].groups.exists()
    assert logins["editor@demo.city"].groups.filter(name=EDITORS).exists()
    assert logins["manager@demo.city"].groups.filter(name=PUBLISHERS).exists()
    roles = dict(
        Membership.objects.filter(user__in=logins.values()).values_list("user__email", "role")
    )
    assert roles == {"manager@demo.city": "manager", "officer@demo.city": "officer"}
    assert EmailAddress.objects.filter(email__in=LOGINS, verified=True).count() == len(LOGINS)
    assert all(user.check_password(demo_password()) for user in logins.values())


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
