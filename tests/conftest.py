"""What every test may rely on. The suite runs on SQLite and on PostgreSQL (docs/testing.md)."""

from __future__ import annotations

import shutil
import zlib

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs PostgreSQL elsewhere, and run each browser test on one database only.

    Under ``make test`` two workers run the same suite at the same time. A browser test is slow and
    its outcome hardly depends on the database, so they are shared out between the two.
    """
    for item in items:
        if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs real row locks"))
    if getattr(config, "workerinput", {}).get("workerid") in ("sqlite", "postgresql"):
        items[:] = [item for item in items if not _belongs_to_the_other_database(item)]


def _belongs_to_the_other_database(item: pytest.Item) -> bool:
    if not item.get_closest_marker("browser"):
        return False
    mine = 0 if connection.vendor == "sqlite" else 1
    return zlib.crc32(item.nodeid.encode()) % 2 != mine


def pytest_sessionfinish() -> None:
    shutil.rmtree(settings.TEST_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_surroundings() -> None:
    """No test finds the cache or the language that another one left."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
