"""What pages cost: kept ones against made ones, and what a phone has to load."""

from __future__ import annotations

import gzip
import re
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import brotli

from tests.bench._inside import database
from tests.city import running_city
from tests.figures import figure

ROUNDS = 200


@figure("page-service-cached-vs-uncached", at_most=0.2)
def service_page_cached_vs_uncached() -> float:
    """A service page for a stranger: out of the page cache, against made anew each time."""
    with database():
        from django.core.cache import cache
        from django.test import Client
        from django.test.utils import override_settings

        from tests.factories.content import make_service

        path = make_service().get_url()
        client = Client()

        def kept() -> None:
            assert client.get(path).status_code == 200

        def made() -> None:
            cache.clear()
            assert client.get(path).status_code == 200

        files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(CACHES={"default": {**files, "LOCATION": folder}}),
        ):
            kept()
            quick = _median(kept)
            return quick / _median(made)


def _median(call: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


@figure("page-step-kilobytes", at_most=60)
def first_step_kilobytes() -> float:
    """Everything that a phone loads for the first step of a form, as it goes over the wire."""
    with tempfile.TemporaryDirectory() as folder, running_city(Path(folder)) as city:
        start = f"{city.address}/services/report-pothole-street-light/apply/what/"
        html, total = _fetch(start)
        text = html.decode()
        found = re.findall(r'<(?:script|img)[^>]* src="([^"]+)"', text)
        for link in re.findall(r"<link[^>]+>", text):
            if re.search(r'rel="(stylesheet|icon|preload)"', link):
                found += re.findall(r'href="([^"]+)"', link)
        for address in sorted({urljoin(start, path) for path in found}):
            total += _fetch(address)[1]
        return total / 1024


def _fetch(address: str) -> tuple[bytes, int]:
    """The content, unpacked, and the bytes that came over the wire for it."""
    # As every phone asks: with both packings.
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        body = response.read()
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
        return unpack[response.headers.get("Content-Encoding")](body), len(body)
