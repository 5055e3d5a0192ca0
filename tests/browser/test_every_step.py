"""Every step of all forms of the demo city, filled in and in error, and the pages around them.

Each page is looked at in light and dark, and narrow; from left to right, and from right to left.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from catalog.demo.answers import WORDS, walk
from catalog.demo.forms import FOLDER
from catalog.demo.payment import pay
from catalog.demo.texts import read
from catalog.models import ServicePage
from forms_engine.engine.actions import submit
from forms_engine.engine.actions.attachments import keep_attachment
from forms_engine.engine.actions.resume import resume_token
from forms_engine.engine.definition import Definition
from forms_engine.engine.fields import FieldType
from forms_engine.engine.journey import Journey
from forms_engine.engine.models import Submission
from tests.browser.conftest import PHONE
from tests.browser.examination import Examination, arabic_layout
from tests.browser.people import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.content import make_service
from tests.factories.engine import draft as make_draft
from tests.factories.engine import published_form

SLUGS = sorted(path.stem for path in FOLDER.glob("*.json"))
TRIES = 300

# Answers that lead on, and that the demo's own residents hardly ever give.
FURTHER: dict[str, dict[str, list[Any]]] = {
    "building-permit": {"distance": ["1.5", "12"], "guests_count": [80, 5]},
    "event-permit": {"expected": [80, 500, 2000]},
    "housing-support": {"months_here": [3, 60], "tenure": ["rent", "own", "guest", "none"]},
}

Way = tuple[dict[str, Any], dict[str, list[str]]]


class Form:
    """One form of the demo, a draft of it, and a browser that looks at its pages."""

    def __init__(self, slug: str, site: str, page: Page, examination: Examination) -> None:
        form = published_form(json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8")))
        self.service = make_service(title=form.title, slug=slug, form=form)
        prefix = "/ar" if examination.direction == "rtl" else ""
        self.service_url = f"{site}{prefix}/services/{slug}/"
        self.page = page
        self.examination = examination
        self.resident = UserFactory()
        sign_in(page.context, site, self.resident)
        self.form = form

    def begin(self) -> None:
        self.draft = make_draft(self.form, service_slug=self.service.slug, applicant=self.resident)
        self.files: dict[str, Any] = {}

    @property
    def definition(self) -> Definition:
        return self.draft.definition

    def hand_in(self, field: FieldType) -> Any:
        if field.key not in self.files:
            picture = io.BytesIO()
            Image.new("RGB", (60, 40), "teal").save(picture, "JPEG")
            file = SimpleUploadedFile(f"{field.key}.jpg", picture.getvalue(), "image/jpeg")
            kept = keep_attachment(submission_id=self.draft.pk, field_key=field.key, file=file)
            self.files[field.key] = [kept]
        return self.files[field.key]

    def some_ways(self) -> Iterator[Way]:
        people = read("people")["person"]
        for number in range(TRIES):
            chance = Random(number)
            yield walk(self.definition, chance.choice(people), chance, self.hand_in)

    def ways(self) -> list[Way]:
        """Ways through the form on which every question of it is asked at least once."""
        left = {field.key for field in self.definition.fields.values() if field.holds_answer}
        left |= {stop.title for stop in self.definition.settings.stops}
        found = []
        for way in self.some_ways():
            if not left:
                break
            met = self.met(*way)
            if met & left:
                left -= met
                found.append(way)
        assert not left, f"no way of {TRIES} met {left}"
        return found

    def met(self, answers: dict[str, Any], done: dict[str, list[str]]) -> set[str]:
        """What a resident who goes this way is asked, and the stop at its end."""
        stop = Journey(self.definition, answers, done).stop
        return {key for keys in done.values() for key in keys} | ({stop.title} if stop else set())

    def put(self, answers: dict[str, Any], done: dict[str, list[str]]) -> None:
        Submission.objects.filter(pk=self.draft.pk).update(answers=answers, done=done, typed={})

    def open(self, name: str = "") -> None:
        self.page.goto(f"{self.service_url}apply/{name}")

    def look(self, name: str = "") -> None:
        self.examination.look(self.page, name)

    def press(self, action: str = "form button[type=submit] >> nth=0") -> None:
        self.page.locator("main").locator(action).click()
        self.page.wait_for_load_state()


def look_at_steps(form: Form, way: Way, seen: set[str]) -> None:
    """Look at each step that asks something new on this way, answered and with all in error."""
    answers, done = way
    before: dict[str, list[str]] = {}
    for stage in Journey(form.definition, answers, done).stages:
        asked = set(done[stage.slug]) | {stage.slug}
        if not asked <= seen:
            seen |= asked
            form.put(answers, done)
            form.open(f"{stage.slug}/")
            expect(form.page.get_by_role("heading", level=1)).to_have_text(stage.step.title)
            form.look("filled in")
            own = {field.key for field in stage.step.questions}
            form.put({key: answers[key] for key in answers if key not in own}, before)
            form.open(f"{stage.slug}/")
            form.press()
            if form.page.get_by_role("alert").count():
                form.look("in error")
        before = {**before, stage.slug: done[stage.slug]}


def look_at_end(form: Form, way: Way) -> None:
    """Look at the page of all answers, or at the stop."""
    form.put(*way)
    form.open("check/")
    form.look()
    if form.definition.settings.declaration and not Journey(form.definition, *way).stop:
        form.press()
        form.look("declaration missing")


def look_at_conflict(form: Form) -> None:
    """Answer a step in one window while another one saves another answer to it."""
    ways = form.some_ways()
    answers, done = next(ways)
    step, key, other = next(
        (step, field.key, there[field.key])
        for there, _done in ways
        for step in form.definition.steps
        for field in step.questions
        if step.slug in done and differ(answers.get(field.key), there.get(field.key))
    )
    form.put(answers, done)
    form.open(f"{step.slug}/")
    form.put({**answers, key: other}, done)
    form.press()
    expect(form.page.locator(".ec-difference").first).to_be_visible()
    form.look("two windows")


def differ(here: Any, there: Any) -> bool:
    """Whether both are answers of their own; lists may hold files, and those are merged."""
    is_one = not isinstance(here, list) and not isinstance(there, list)
    return is_one and here is not None and there is not None and here != there


def look_at_saving(form: Form) -> None:
    form.open()
    form.look("with a draft")
    form.open("resume/")
    form.look("where to")
    form.page.get_by_role("main").get_by_role("textbox").fill("")
    form.press()
    form.look("no address")
    form.page.get_by_role("main").get_by_role("textbox").fill("nora@example.org")
    form.press()
    form.look("link sent")
    form.open(f"resume/{resume_token(form.draft)}/")
    form.look("link opened")


def look_after_sending(form: Form, way: Way) -> None:
    form.put(*way)
    sent = submit(submission_id=form.draft.pk)
    if sent.status == Submission.Status.AWAITING_PAYMENT:
        form.open("pay/")
        form.look()
        pay(sent)
    form.open("done/")
    expect(form.page.locator(".ec-reference")).to_be_visible()
    form.look()
    form.open(f"resume/{resume_token(form.draft)}/")
    form.look("link too late")


def look_at_closed_door(form: Form) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ServicePage.objects.filter(pk=form.service.pk).update(closes_on=yesterday)
    form.open()
    form.look("closed")


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_of_a_form_breaks_a_rule_or_its_frame(
    slug: str,
    direction: str,
    live_site: str,
    new_context: Callable[..., Any],
    complaints: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    complaints.expect("409|422")
    for key, given in FURTHER.get(slug, {}).items():
        monkeypatch.setitem(WORDS, key, given)
    examination = Examination(direction)
    with arabic_layout() if direction == "rtl" else nullcontext():
        stranger = new_context(viewport=PHONE).new_page()
        form = Form(slug, live_site, new_context(viewport=PHONE).new_page(), examination)
        stranger.goto(f"{form.service_url}apply/")
        examination.look(stranger, "a stranger")
        form.begin()
        ways = form.ways()
        seen: set[str] = set()
        for way in ways:
            look_at_steps(form, way, seen)
            if way is ways[0] or Journey(form.definition, *way).stop:
                look_at_end(form, way)
        look_at_conflict(form)
        look_at_saving(form)
        complete = next(way for way in ways if Journey(form.definition, *way).is_complete)
        look_after_sending(form, complete)
        look_at_closed_door(form)
    examination.close()
