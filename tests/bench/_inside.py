"""A migrated database of its own inside the benchmark's process, and how to time calls."""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Set Django up on a throw-away SQLite file with all tables, once for the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import (
        setup_databases,
        setup_test_environment,
        teardown_databases,
        teardown_test_environment,
    )

    settings.LOGGING_CONFIG = None
    setup_test_environment()
    config = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(config, verbosity=0)
        teardown_test_environment()


def ratio(ours: Callable[[], None], floor: Callable[[], None], *, rounds: int) -> float:
    """How many times as long ours takes as the floor: median over median.

    The two take turns, so that whatever else the machine does hits both alike; the first tenth
    only warms caches up.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + rounds // 10):
        for call, kept in zip((ours, floor), times, strict=True):
            started = time.perf_counter()
            call()
            if number >= rounds // 10:
                kept.append(time.perf_counter() - started)
    return statistics.median(times[0]) / statistics.median(times[1])
