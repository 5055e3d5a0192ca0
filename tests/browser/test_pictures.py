"""The pictures of the documents, made anew by ``DOCS_IMAGES=1``; each page is tried in any run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from catalog.demo.answers import walk
from catalog.demo.texts import read
from forms_engine.casework.models import Case
from forms_engine.engine.models import Form, Submission
from tests.browser.conftest import IMAGES, PHONE, RESULTS
from tests.browser.demo import load_demo
from tests.browser.people import picture, sign_in
from tests.factories.engine import draft

LARGEST = 200_000
DESK = {"width": 1366, "height": 768}
ADMIN = {"width": 1366, "height": 1000}
TALL_PHONE = {**PHONE, "height": 1180}


def keep(content: bytes, name: str) -> None:
    """Store a picture in few colours, as small as a page of documents wants it."""
    small = BytesIO()
    Image.open(BytesIO(content)).convert("RGB").quantize(256).save(small, "PNG", optimize=True)
    assert small.tell() < LARGEST, f"{name} has {small.tell()} bytes"
    folders = [RESULTS, IMAGES] if os.environ.get("DOCS_IMAGES") else [RESULTS]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(small.getvalue())


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    keep(page.screenshot(animations="disabled"), name)


@pytest.fixture
def demo(live_site: str, monkeypatch: pytest.MonkeyPatch) -> str:
    load_demo(monkeypatch, languages=["en", "es"], requests=120)
    return live_site


@pytest.mark.slow
def test_the_pages_of_the_documents_can_be_shown(
    demo: str, new_context: Callable[..., Any], complaints: Any, tmp_path: Path
) -> None:
    complaints.expect("422")

    def page_of(email: str = "", **options: Any) -> Page:
        context = new_context(**options)
        if email:
            sign_in(context, demo, User.objects.get(email=email))
        page: Page = context.new_page()
        return page

    home = page_of()
    home.goto(f"{demo}/")
    shoot(home, "home")
    show_step(page_of("resident@demo.city", viewport=TALL_PHONE, device_scale_factor=2), demo)
    show_desk(page_of("officer@demo.city", viewport=DESK), demo)
    show_form(page_of("editor@demo.city", viewport=ADMIN), demo)
    show_receipt(page_of("officer@demo.city"), demo, tmp_path)


def show_step(page: Page, site: str) -> None:
    """A step of a form with an error, and a file that is there already."""
    form = Form.objects.get(slug="resident-parking-permit")
    nora = User.objects.get(email="resident@demo.city")
    begun = draft(form, applicant=nora, service_slug=form.slug)
    definition = begun.definition
    person = read("people")["person"][0]
    answers, done = walk(definition, person, Random(3), lambda field: [{"name": field.key}])
    earlier = {step.slug: done[step.slug] for step in definition.steps[:2]}
    known = {key: answers[key] for keys in earlier.values() for key in keys if key in answers}
    Submission.objects.filter(pk=begun.pk).update(answers=known, done=earlier)
    page.goto(f"{site}/services/{form.slug}/apply/{definition.steps[2].slug}/")
    page.get_by_label("My employer’s").check()
    page.locator("input[type=file]").first.set_input_files(picture("papers-front.jpg"))
    expect(page.get_by_role("link", name="papers-front.jpg")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot(page, "step")


def show_desk(page: Page, site: str) -> None:
    page.goto(f"{site}{reverse('desk:queue', args=['parking'])}")
    expect(page.get_by_role("table")).to_be_visible()
    shoot(page, "desk")


def show_form(page: Page, site: str) -> None:
    form = Form.objects.get(slug="building-permit")
    page.goto(f"{site}{reverse('authoring:edit', args=[form.pk])}")
    expect(page.get_by_role("heading", name="Steps", exact=True)).to_be_visible()
    shoot(page, "form")


def show_receipt(page: Page, site: str, folder: Path) -> None:
    case = Case.objects.filter(queue__slug="parking", submission__language="en").latest("opened_at")
    answer = page.context.request.get(f"{site}{reverse('desk:receipt', args=[case.pk])}")
    (folder / "receipt.pdf").write_bytes(answer.body())
    drawn = folder / "receipt"
    options = ["-r", "80", "-png", "-singlefile"]
    program = ["pdftoppm", *options, str(folder / "receipt.pdf"), str(drawn)]
    subprocess.run(program, check=True)
    keep(drawn.with_suffix(".png").read_bytes(), "receipt")
