"""Every public page of the demo city, every page of a resident, every page of the desk.

Each is looked at in light and dark, and narrow; from left to right, and from right to left.
The pages on which a form is filled in have a test of their own, ``test_every_step.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, Route
from wagtail.models import Page as WagtailPage

from accounts.models import User
from catalog.demo.people import PARKING
from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from forms_engine.engine.models import Submission
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.demo import load_demo
from tests.browser.examination import Examination, arabic_layout
from tests.browser.people import sign_in

DESK = {"width": 1366, "height": 768}

PUBLIC = [
    "services/?category=streets",
    "services/?kind=report",
    "search/",
    "search/?q=parking",
    "search/?q=parkign",
    "search/?q=zzzz",
    "status/",
    "verify/",
    "verify/?reference=K7QM-2XHP-9&code=wrong",
    "verify/?reference=&code=",
    "status/open/?token=old",
    "account/login/",
    "account/login/code/",
    "account/signup/",
    "account/password/reset/",
    "no-such-page/",
]
RESIDENT = [
    "my/",
    "account/",
    "account/profile/",
    "account/email/",
    "account/password/change/",
    "account/reauthenticate/",
    "account/logout/",
]


# Pages that come only when something went wrong.
RARE = ["403.html", "404.html", "429.html", "500.html"]


class Visitor:
    """A person with a browser who looks at one address after the other."""

    def __init__(self, context: BrowserContext, site: str, examination: Examination) -> None:
        self.page: Page = context.new_page()
        self.examination = examination
        self.start = f"{site}/ar/" if examination.direction == "rtl" else f"{site}/"

    def look_at(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.page.goto(self.start + path)
            self.examination.look(self.page)

    def look_at_rare(self, templates: Iterable[str]) -> None:
        """Look at pages that a server shows only when it is broken or hard pressed."""
        request = RequestFactory().get(urlsplit(self.start).path)
        request.user = AnonymousUser()
        for template in templates:
            with translation.override(urlsplit(self.start).path.strip("/") or "en"):
                html = render_to_string(template, {}, request)
            address = f"{self.start}{template}"
            self.page.route(address, answer_with(html))
            self.page.goto(address)
            self.examination.look(self.page)

    def send(self, path: str, boxes: dict[str, str], note: str) -> None:
        """Fill in the page's own form, send it, and look at what comes."""
        self.page.goto(self.start + path)
        for name, value in boxes.items():
            self.page.locator(f"main [name={name}]").fill(value)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.examination.look(self.page, note)


def answer_with(html: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=html, content_type="text/html")


@pytest.fixture(params=["ltr", "rtl"])
def direction(request: pytest.FixtureRequest) -> Iterator[str]:
    with arabic_layout() if request.param == "rtl" else nullcontext():
        yield request.param


@pytest.fixture
def examination(direction: str) -> Iterator[Examination]:
    pages = Examination(direction)
    yield pages
    pages.close()


@pytest.fixture
def demo(direction: str, live_site: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The demo city in the language that the test looks at, with a few requests in it."""
    languages = ["en", "ar"] if direction == "rtl" else ["en"]
    load_demo(monkeypatch, languages=languages, requests=60)
    return live_site


def published(code: str) -> list[WagtailPage]:
    pages = WagtailPage.objects.live().filter(locale__language_code=code, depth__gt=1)
    return list(pages.exclude(slug__startswith="welcome"))


def paths_of(pages: Iterable[WagtailPage], start: str) -> list[str]:
    return [(page.get_url() or "").removeprefix(start) for page in pages]


def one_of_each_kind(pages: Iterable[WagtailPage]) -> list[WagtailPage]:
    return list({page.content_type_id: page for page in pages}.values())


@pytest.mark.slow
def test_no_page_breaks_a_rule_or_its_frame(
    direction: str,
    demo: str,
    examination: Examination,
    new_context: Callable[..., BrowserContext],
    complaints: Any,
) -> None:
    complaints.expect("404|410|422")
    look_as_a_stranger(demo, direction, examination, new_context)
    look_as_a_resident(demo, examination, new_context)
    look_as_an_officer(demo, examination, new_context)


def look_as_a_stranger(
    site: str, direction: str, examination: Examination, new_context: Callable[..., Any]
) -> None:
    start = "/ar/" if direction == "rtl" else "/"
    pages = published("ar" if direction == "rtl" else "en")
    assert len(pages) > 35
    phone = Visitor(new_context(viewport=PHONE), site, examination)
    phone.look_at(paths_of(pages, start))
    phone.look_at(PUBLIC)
    phone.look_at_rare(RARE)
    phone.send("account/login/", {"login": "x@example.org", "password": "x"}, "refused")
    phone.send("account/signup/", {"email": "x", "password1": "x"}, "refused")
    phone.send("account/password/reset/", {"email": "x@example.org"}, "code asked for")
    phone.send("account/login/code/", {"email": "x@example.org"}, "code asked for")
    phone.send("status/", {"reference": "", "email": ""}, "refused")
    case = Case.objects.exclude(submission__email="").exclude(state=State.RECEIVED).first()
    assert case
    known = {"reference": case.submission.reference, "email": case.submission.email}
    phone.send("status/", known, "found")
    desktop = Visitor(new_context(viewport=DESKTOP), site, examination)
    desktop.look_at(paths_of(one_of_each_kind(pages), start))
    desktop.look_at(["search/?q=parking", "account/login/", "status/"])


def look_as_a_resident(
    site: str, examination: Examination, new_context: Callable[..., Any]
) -> None:
    nora = User.objects.get(email="resident@demo.city")
    sent = Submission.objects.numbered().of(nora)
    assert sent.count() >= 2
    requests = [f"my/requests/{pk}/" for pk in sent.values_list("pk", flat=True)]
    for size in (PHONE, DESKTOP):
        context = new_context(viewport=size)
        sign_in(context, site, nora)
        resident = Visitor(context, site, examination)
        resident.look_at([*RESIDENT, *requests[:3]])
    resident.send("account/password/change/", {"oldpassword": "x", "password1": "x"}, "refused")
    newcomer = User.objects.create_user("new@example.org")
    context = new_context(viewport=PHONE)
    sign_in(context, site, newcomer)
    Visitor(context, site, examination).look_at(["my/", "account/"])


def look_as_an_officer(
    site: str, examination: Examination, new_context: Callable[..., Any]
) -> None:
    context = new_context(viewport=DESK)
    sign_in(context, site, User.objects.get(email="officer@demo.city"))
    streets = Case.objects.filter(queue__department__slug=PARKING)
    one_each = {case.state: case.pk for case in streets}
    assert len(one_each) >= 2
    desk = Visitor(context, site, examination)
    desk.look_at(["desk/", "desk/cases/", "desk/queues/parking/", "desk/cases/?q=nobody"])
    desk.look_at(["desk/cases/?state=any&sort=-opened", "desk/queues/parking/?assignee=nobody"])
    desk.look_at(f"desk/cases/{pk}/" for pk in one_each.values())


def test_an_examination_finds_what_is_wrong(direction: str, new_context: Any) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.set_content(
        f"<html lang='en' dir='{direction}'><title>x</title><style>"
        "@media (prefers-color-scheme: dark) { p { color: #222; background: #111 } }</style>"
        "<main><h1>x</h1><p>Too dark</p><div style='width: 500px'>Wide</div><img src='data:,'>"
    )
    pages = Examination("rtl" if direction == "ltr" else "ltr")

    pages.look(page)

    found = "\n".join(pages.faults)
    assert "does not run" in found
    assert "image-alt" in found
    assert "in dark: color-contrast" in found
    assert "at 320 px scrolls sideways" in found
    assert "at 640 px" not in found
