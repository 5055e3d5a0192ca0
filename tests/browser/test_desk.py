"""The desk as an officer uses it: with the mouse, by keyboard, on a phone, without scripts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Notification, User
from accounts.outbox import OutboxRow
from forms_engine.casework.actions import change_state, claim, note
from forms_engine.casework.models import Case, Queue
from forms_engine.casework.states import State
from forms_engine.engine.actions import submit
from tests.casework.test_cases import ASSISTANCE
from tests.factories.casework import case, officer, queue
from tests.factories.engine import complete_draft, published_form

DESK = {"width": 1366, "height": 768}

NAMES = [
    ("R.", "Okafor-Lindqvist"),
    ("Jan", "van der Hoek"),
    ("نور الدين", "حداد"),
    ("Sona", "Abrahamyan"),
    ("Luz", "Quispe Mamani"),
    ("Zoë", "d’Arc"),
]
DOGS = ["Rex", "Bella with a very long name that hardly fits into one line", "Ñandú", "Pip", "犬"]


def sign_in(page: Page, site: str, person: User) -> None:
    """Put the person's session into the browser; signing in itself is tested elsewhere."""
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def arrive(page: Page, url: str) -> None:
    """Wait until the page of that address is there with its scripts."""
    expect(page).to_have_url(url)
    page.wait_for_load_state()


def busy_queue(person: User) -> list[Case]:
    """Six cases in all states of hurry, the first with a long history."""
    form = published_form()
    usual, special = queue(), queue("assistance-dogs")
    cases = []
    for number, (first, last) in enumerate(NAMES):
        draft = complete_draft(form)
        draft.answers = {
            **draft.answers,
            "owner": {"first": first, "last": last},
            "dog_name": DOGS[number % len(DOGS)],
        }
        draft.save()
        opened = submit(submission_id=draft.pk).case
        opened.queue = usual
        opened.due_at = timezone.now() + dt.timedelta(days=number - 1, hours=1)
        opened.save(update_fields=["due_at", "queue"])
        cases.append(opened)
    assistance = submit(submission_id=complete_draft(form, **ASSISTANCE).pk).case
    Case.objects.filter(pk=assistance.pk).update(queue=special)
    first_case = claim(cases[0], person)
    note(first_case, person, "The certificate number looks odd.\nAsked the association.")
    change_state(
        first_case, person, State.WAITING, version=1, message="Send the page with the seal."
    )
    claim(cases[3], User.objects.create_user("m.silva@example.org", first_name="Marta"))
    Notification.objects.filter(about=first_case.submission_id).update(
        status=OutboxRow.Status.FAILED, attempts=14, last_error="SMTPResponseException: 451"
    )
    return cases


@pytest.fixture
def scene(live_site) -> dict[str, Any]:
    person = officer()
    User.objects.filter(pk=person.pk).update(first_name="Ines", last_name="Okoye")
    return {"officer": person, "cases": busy_queue(person)}


@pytest.fixture
def desk(new_context, live_site, scene) -> Page:
    page = new_context(viewport=DESK).new_page()
    sign_in(page, live_site, scene["officer"])
    return page


def test_the_right_officer_finds_claims_and_decides_and_another_sees_nothing(
    live_site, new_context, complaints
):
    complaints.expect("404")
    opened = case()
    reference = opened.submission.written_reference
    queue("trees", dept="parks")
    right, wrong = new_context(viewport=DESK).new_page(), new_context().new_page()
    sign_in(right, live_site, officer())
    sign_in(wrong, live_site, officer("parks"))

    right.goto(f"{live_site}/desk/")
    right.get_by_role("link", name="Unassigned 1").click()
    right.get_by_role("link", name=reference).click()
    right.get_by_role("button", name="Claim").click()
    expect(right.get_by_text("The case is yours.")).to_be_visible()
    right.get_by_label("Approve").check()
    right.get_by_label("Message to the resident").fill("Welcome, Rex.")
    right.get_by_role("button", name="Save and mail the resident").dblclick()

    expect(right.get_by_text("The case is now: Approved")).to_be_visible()
    opened.refresh_from_db()
    assert opened.state == State.APPROVED
    about = Notification.objects.about(opened.submission_id)
    assert about.filter(purpose__startswith="case-event").count() == 1
    wrong.goto(f"{live_site}/desk/cases/?state=any&q={reference}")
    expect(wrong.get_by_text("No case fits.")).to_be_visible()
    assert wrong.goto(f"{live_site}/desk/cases/{opened.pk}/").status == 404


def test_a_whole_morning_by_keyboard(desk, live_site, scene):
    first, second = scene["cases"][1:3]
    desk.goto(f"{live_site}{reverse('desk:queue', args=['revenue-desk'])}?assignee=nobody")
    side = desk.get_by_role("complementary", name="The selected case")
    expect(side.get_by_role("heading", level=2)).to_have_text(first.submission.written_reference)

    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(side.get_by_role("heading", level=2)).to_have_text(second.submission.written_reference)
    desk.keyboard.press("k")
    expect(side.get_by_role("heading", level=2)).to_have_text(first.submission.written_reference)
    desk.keyboard.press("Enter")
    arrive(desk, f"{live_site}/desk/cases/{first.pk}/")
    desk.keyboard.press("c")
    expect(desk.get_by_text("The case is yours.")).to_be_visible()
    desk.wait_for_load_state()
    desk.keyboard.press("/")
    desk.keyboard.type("njku?/")
    assert desk.locator("#q").input_value() == "njku?/"
    desk.keyboard.press("Escape")
    desk.keyboard.press("u")
    arrive(desk, f"{live_site}/desk/queues/revenue-desk/")
    desk.keyboard.press("n")
    arrive(desk, f"{live_site}/desk/cases/{second.pk}/")
    second.refresh_from_db()
    assert second.assignee == scene["officer"]


def test_single_keys_are_explained_and_can_be_switched_off(desk, live_site):
    desk.goto(f"{live_site}/desk/")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys of the desk")).to_be_visible()
    desk.get_by_label("Use single keys").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    desk.keyboard.press("n")
    desk.wait_for_timeout(300)
    expect(desk).to_have_url(f"{live_site}/desk/")


def test_without_scripts_the_desk_does_all_the_same(live_site, no_js, complaints):
    complaints.expect("422")
    opened = case()
    sign_in(no_js, live_site, officer())
    no_js.goto(f"{live_site}/desk/cases/")
    no_js.get_by_role("searchbox").fill("rex")
    no_js.get_by_label("State").select_option("received")
    no_js.get_by_role("button", name="Show").click()
    no_js.get_by_role("link", name=opened.submission.written_reference).click()
    no_js.get_by_label("Refuse").check()
    no_js.get_by_role("button", name="Save and mail the resident").click()
    expect(no_js.get_by_role("link", name="Write why the request is refused")).to_be_visible()
    no_js.get_by_label("Message to the resident").fill("Rex is a cat.")
    no_js.get_by_role("button", name="Save and mail the resident").click()
    expect(no_js.get_by_text("The case is now: Refused")).to_be_visible()


def pages(scene: dict[str, Any]) -> dict[str, str]:
    return {
        "mine": reverse("desk:mine"),
        "queue": reverse("desk:queue", args=["revenue-desk"]),
        "filtered": reverse("desk:cases") + "?q=licence&state=received&sort=-opened",
        "empty": reverse("desk:cases") + "?q=nobody",
        "case": reverse("desk:case", args=[scene["cases"][0].pk]),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_of_the_desk_breaks_a_rule_of_accessibility_or_its_frame(
    scheme, width, desk, live_site, scene, axe, screenshot
):
    desk.set_viewport_size({"width": width, "height": 768})
    desk.emulate_media(color_scheme=scheme)
    for name, url in pages(scene).items():
        desk.goto(live_site + url)
        axe(desk)
        screenshot(desk, f"desk-{name}-{width}-{scheme}", full_page=True)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_a_stale_page_shows_both_texts(desk, live_site, scene, axe, screenshot, complaints):
    complaints.expect("409")
    opened = scene["cases"][1]
    desk.goto(live_site + reverse("desk:case", args=[opened.pk]))
    colleague = officer(email="quick@example.org")
    change_state(opened, colleague, State.IN_PROGRESS, version=opened.version, message="We begin")

    desk.get_by_label("Refuse").check()
    desk.get_by_label("Message to the resident").fill("Mine, and long to type")
    desk.get_by_role("button", name="Save and mail the resident").click()

    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("We begin")
    expect(desk.get_by_label("Message to the resident")).to_have_value("Mine, and long to type")
    screenshot(desk, "desk-stale", full_page=True)
    desk.get_by_role("button", name="Save and mail the resident").click()
    expect(desk.get_by_text("The case is now: Refused")).to_be_visible()


def test_from_right_to_left_nothing_overlaps(desk, live_site, scene, screenshot):
    for name, url in pages(scene).items():
        desk.goto(live_site + url)
        desk.evaluate("document.documentElement.dir = 'rtl'")
        assert desk.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
        screenshot(desk, f"desk-{name}-rtl")
    assert Queue.objects.count() == 2
