"""What every test may rely on. The suite runs on SQLite and on PostgreSQL (docs/testing.md)."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import SimpleTestCase
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
BROWSER_TESTS = ROOT / "tests" / "browser"
# Words and papers come out alike, whichever database their data came from.
WITHOUT_REGARD = {ROOT / "tests" / name for name in ("browser", "languages", "receipts")}
# Fixtures of pytest-django that bring a database with them.
USING_A_DATABASE = {"db", "transactional_db", "live_server", "admin_client", "admin_user"}
APPS = ("accounts", "catalog", "cms", "forms_engine", "payments")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each test the database that it needs.

    A test with real transactions empties the database when it ends, so the next one gets back what
    the migrations had left: the root page, the groups, the languages. Under ``make test`` two
    workers run the suite at the same time, one a database. What touches no database need not run
    on both, and neither need slow tests whose outcome hardly depends on it, those in a browser
    above all: they are dealt out by turns, so that the cases of one test fall on either side.
    """
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if _empties_the_database(item):
            item.add_marker(
                pytest.mark.django_db(transaction=True, serialized_rollback=True), False
            )
        if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs real row locks"))
    if getattr(config, "workerinput", {}).get("workerid") in ("sqlite", "postgresql"):
        dealt = [item for item in items if _runs_once(item)]
        mine = 0 if connection.vendor == "sqlite" else 1
        other = set(dealt[1 - mine :: 2])
        items[:] = [item for item in items if item not in other]


def _empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        return True
    return bool({"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ())))


def _runs_once(item: pytest.Item) -> bool:
    """Whether one database is enough: the test touches none, or would see no difference."""
    if not WITHOUT_REGARD.isdisjoint(item.path.parents):
        return True
    kind = getattr(item, "cls", None)
    if kind and issubclass(kind, SimpleTestCase):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return not item.get_closest_marker("django_db") and not fixtures & USING_A_DATABASE


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Start from the copy that an earlier run has kept: migrating takes most of a short run."""
    kept = _kept_database()
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker) -> None:
    """Keep a copy of the migrated database for the next run."""
    if connection.vendor != "sqlite" or django_db_keepdb:
        return
    kept = _kept_database()
    kept.parent.mkdir(parents=True, exist_ok=True)
    for older in kept.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(kept)


def _kept_database() -> Path:
    """Name the copy by what it was made from: our migrations, and the versions of all packages."""
    lock = ROOT / "config" / "requirements" / "production.txt"
    migrations = sorted(file for app in APPS for file in (ROOT / app).rglob("migrations/*.py"))
    digest = hashlib.sha256()
    for path in [lock, *migrations]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return ROOT / ".pytest_cache" / "databases" / f"{digest.hexdigest()[:20]}.sqlite3"


def pytest_sessionfinish() -> None:
    shutil.rmtree(settings.TEST_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_surroundings() -> None:
    """No test finds the cache or the language that another one left."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
