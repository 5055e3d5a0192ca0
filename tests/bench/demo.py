"""What the demo costs the machine it runs on."""

from __future__ import annotations

import tempfile
import urllib.request
from pathlib import Path

import psutil

from tests.city import City, running_city
from tests.figures import figure

PAGES = ["/", "/services/", "/help/", "/account/login/", "/status/"]
MEGABYTE = 1024 * 1024


@figure("demo-memory-megabytes", at_most=500)
def memory() -> float:
    """Memory of web, worker and their supervisor after some pages were served.

    The worker is a family of forked processes, so pages of memory that several of them share are
    counted once (PSS), as the machine does.
    """
    with tempfile.TemporaryDirectory() as folder, running_city(Path(folder)) as city:
        for _round in range(5):
            for path in PAGES:
                with urllib.request.urlopen(f"{city.address}{path}", timeout=20) as response:
                    response.read()
        return _shared_memory(city) / MEGABYTE


def _shared_memory(city: City) -> int:
    supervisor = psutil.Process(city.process.pid)
    family = [supervisor, *supervisor.children(recursive=True)]
    return sum(int(process.memory_full_info().pss) for process in family)
