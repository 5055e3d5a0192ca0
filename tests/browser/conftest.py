"""A real browser, and what a page has to stand up to in it (docs/testing.md says how to use it)."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.city import City, running_city

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
IMAGES = ROOT / "docs" / "images"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

# A browser that talks to our server and to nobody else.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# Playwright's loop runs in this thread; Django would refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the machine's own, since none may be downloaded."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert program, "No Chromium was found: install it, or name it in CHROMIUM."
    # To Django, Playwright's loop makes this another place, with a connection of its own: one that
    # does not know what the migrations left, and so would not put it back between two tests.
    connection = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = connection
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def live_site(live_server) -> str:
    """The address of a site inside this process, on the test's own database.

    What the migrations brought (the root page, the groups) is there; all else is up to the test.
    """
    return str(live_server.url)


@pytest.fixture(scope="session")
def city(tmp_path_factory) -> Iterator[City]:
    """The demo city with its worker, in processes of their own; shared by all tests of a run.

    Whoever changes something works with forms, people and pages made for that test alone.
    """
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running


class Complaints:
    """What pages complained about while a test ran: errors, refused content, lost files."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """Let complaints that match this pattern pass, such as the 404 that a test asks for."""
        self.expected.append(re.compile(pattern))

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.found.append(f"error: {error.error}"))

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.found.append(f"{message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        return [text for text in self.found if not any(p.search(text) for p in self.expected)]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fail the test if a page's console holds an error, or its policy refused something."""
    noted = Complaints()
    yield noted
    assert noted.unexpected() == []


@pytest.fixture
def new_context(browser, complaints) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser session of its own: another person, or another device."""
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        # axe has to be put into pages whose policy refuses scripts from elsewhere.
        options = {"viewport": DESKTOP, "bypass_csp": False, "locale": "en-GB", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        complaints.watch(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def phone(new_context) -> Page:
    """A page on a phone, 390 by 844."""
    return new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def desktop(new_context) -> Page:
    """A page on a desk, 1280 by 900."""
    return new_context().new_page()


@pytest.fixture
def no_js(new_context) -> Page:
    """A page on a phone on which no script runs."""
    return new_context(viewport=PHONE, java_script_enabled=False).new_page()


@pytest.fixture
def axe(new_context) -> Callable[[Page], None]:
    """Check a page for WCAG 2.2 AA and good practice: ``axe(page)`` fails with what it found.

    The same address is checked, with the page's cookies, in a session that lets axe in, so that the
    page under test keeps its strict policy. ``axe(page, here=True)`` checks the page as it stands
    (after a click, say); its session must have been opened with ``bypass_csp=True``.
    """

    def check(page: Page, *, here: bool = False) -> None:
        if here:
            assert violations(page) == []
            return
        context = new_context(
            bypass_csp=True,
            viewport=page.viewport_size,
            storage_state=page.context.storage_state(),
            color_scheme=_color_scheme(page),
        )
        copy = context.new_page()
        copy.goto(page.url)
        assert violations(copy) == []
        context.close()

    return check


def violations(page: Page) -> list[str]:
    """Return what axe has against a page, one line a rule with the places where it is broken."""
    page.add_script_tag(path=AXE)
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
    )
    return [
        f"{page.url} {violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(node["html"][:160] for node in violation["nodes"][:5])
        for violation in result["violations"]
    ]


def _color_scheme(page: Page) -> str:
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return "dark" if dark else "light"


@pytest.fixture
def screenshot() -> Callable[..., None]:
    """Keep a picture in ``test-results/``; ``docs=True`` also in ``docs/images/`` when asked to.

    The pictures of the documents are made anew by ``DOCS_IMAGES=1``, and only then.
    """

    def take(page: Page, name: str, *, docs: bool = False, full_page: bool = False) -> None:
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=RESULTS / f"{name}.png", full_page=full_page, animations="disabled")
        if docs and os.environ.get("DOCS_IMAGES"):
            IMAGES.mkdir(exist_ok=True)
            shutil.copyfile(RESULTS / f"{name}.png", IMAGES / f"{name}.png")

    return take
