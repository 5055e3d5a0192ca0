"""The demo city inside a test's own process and database, in a moment instead of a minute."""

from __future__ import annotations

import pytest

from catalog.demo import content, forms, links, people, service_pages, submissions


def load_demo(monkeypatch: pytest.MonkeyPatch, *, languages: list[str], requests: int) -> None:
    """Load the demo's steps with fewer languages and fewer requests than `prepare_demo` does."""
    monkeypatch.setattr(content, "CODES", languages)
    monkeypatch.setattr(content, "OTHER_CODES", languages[1:])
    monkeypatch.setattr(service_pages, "CODES", languages)
    monkeypatch.setattr(submissions, "REQUESTS", requests)
    for part in (content, people, forms, links, submissions):
        part.load()
