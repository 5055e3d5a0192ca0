"""Filling in a form as a person does it: on a phone, with scripts and without."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from accounts.notifications import Notification
from forms_engine.engine.models import Submission
from tests.engine.runner_doors import service
from tests.factories.engine import published_form


def compare(key: str, value: Any) -> list[dict[str, Any]]:
    return [{"type": "compare", "key": key, "operator": "is", "value": value}]


OPTIONS = [
    {"value": "me", "label": "I do"},
    {"value": "firm", "label": "My employer", "hint": "You will need a letter from them"},
    {"value": "hire", "label": "A hire or sharing company"},
]
MAKES = [{"value": f"m{n}", "label": f"Make {n}"} for n in range(20)]
STEPS = [
    {
        "slug": "vehicle",
        "title": "Your vehicle",
        "intro": "<p>You find all of it in the vehicle’s papers.</p>",
        "fields": [
            {
                "type": "text",
                "key": "plate",
                "label": "Registration number",
                "help_text": "On the plates",
            },
            {"type": "select", "key": "make", "label": "Make", "options": MAKES},
            {"type": "radios", "key": "owner", "label": "Who owns it?", "options": OPTIONS},
            {
                "type": "text",
                "key": "firm",
                "label": "Name of the firm",
                "visible_if": compare("owner", "firm"),
            },
            {"type": "files", "key": "papers", "label": "Photo of the vehicle’s papers"},
        ],
    },
    {
        "slug": "letter",
        "title": "The letter",
        "visible_if": compare("owner", "firm"),
        "fields": [
            {
                "type": "long_text",
                "key": "why",
                "label": "What does the letter say?",
                "max_length": 100,
            },
        ],
    },
    {
        "slug": "more",
        "title": "A few more things",
        "fields": [
            {"type": "heading", "key": "h", "label": "About you"},
            {"type": "name", "key": "who", "label": "Your name"},
            {"type": "address", "key": "home", "label": "Where do you live?", "required": False},
            {"type": "email", "key": "email", "label": "Your e-mail address"},
            {"type": "phone", "key": "phone", "label": "Phone", "required": False},
            {"type": "static", "key": "s", "label": "", "body": "<p>Nearly done.</p>"},
            {"type": "date", "key": "start", "label": "From which day?"},
            {"type": "integer", "key": "seats", "label": "How many seats?", "unit": "seats"},
            {
                "type": "decimal",
                "key": "length",
                "label": "How long is it?",
                "unit": "m",
                "required": False,
            },
            {"type": "money", "key": "price", "label": "What did it cost?", "required": False},
            {"type": "yes_no", "key": "badge", "label": "Do you have a badge?"},
            {
                "type": "text",
                "key": "badge_no",
                "label": "Its number",
                "visible_if": compare("badge", True),
            },
            {
                "type": "checkboxes",
                "key": "days",
                "label": "On which days?",
                "options": [
                    {"value": "sat", "label": "Saturday"},
                    {"value": "sun", "label": "Sunday"},
                ],
                "required": False,
            },
            {"type": "consent", "key": "ok", "label": "The rules", "text": "I know the rules."},
        ],
    },
]
SETTINGS = {
    "declaration": "What I wrote is true.",
    "contact_email_field": "email",
    "next_steps": "<p>We look at it within 3 days.</p>",
}


@pytest.fixture
def apply(live_site) -> str:
    """The address of the form's start."""
    form = published_form(
        slug="parking",
        title="Resident parking permit",
        intro="<p>A permit for one year.</p>",
        steps=STEPS,
        settings=SETTINGS,
        translations={},
    )
    service(form, slug="parking")
    return f"{live_site}/services/parking/apply/"


def photo() -> Any:
    content = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(content, "JPEG")
    return {"name": "papers-front.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def go_on(page: Page, name: str = "Continue") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_in_more(page: Page) -> None:
    page.get_by_label("First names").fill("Ada")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    for label, text in (("Day", "7"), ("Month", "3"), ("Year", "2027")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("How many seats?").fill("5")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("I know the rules.").check()


def test_a_resident_without_scripts_fills_it_in_and_gets_the_reference(
    apply, no_js, complaints, axe
):
    complaints.expect("422")
    no_js.goto(apply)
    axe(no_js)
    no_js.get_by_role("button", name="Start now").click()
    expect(no_js.get_by_text("Answer this only if “Who owns it?” is")).to_be_visible()
    no_js.get_by_label("Registration number").fill("LP 482 K")
    no_js.get_by_label("Make").select_option("Make 3")
    no_js.get_by_label("Photo of the vehicle’s papers").set_input_files(photo())
    go_on(no_js)
    expect(no_js.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(no_js.get_by_role("link", name="papers-front.jpg")).to_be_visible()

    no_js.get_by_label("My employer").check()
    no_js.get_by_label("Name of the firm").fill("Harbour Ltd")
    go_on(no_js)
    expect(no_js.get_by_text("Step 2 of 3")).to_be_visible()
    axe(no_js)
    no_js.get_by_label("What does the letter say?").fill("That I may use it.")
    go_on(no_js)
    axe(no_js)
    fill_in_more(no_js)
    go_on(no_js)
    axe(no_js)
    no_js.get_by_role("link", name="Change Who owns it?").click()
    no_js.get_by_label("I do").check()
    go_on(no_js)
    expect(no_js.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(no_js.get_by_text("Harbour Ltd")).to_have_count(0)
    no_js.get_by_label("What I wrote is true.").check()
    go_on(no_js, "Send")

    expect(no_js.get_by_text(Submission.objects.get().written_reference)).to_be_visible()
    axe(no_js)


def test_questions_appear_as_soon_as_an_answer_asks_for_them(apply, phone, screenshot):
    phone.goto(apply + "vehicle/")
    firm = phone.get_by_label("Name of the firm")
    expect(firm).to_be_hidden()
    expect(phone.get_by_text("Answer this only if")).to_be_hidden()
    phone.get_by_label("My employer").check()
    expect(firm).to_be_visible()
    phone.get_by_label("I do").check()
    expect(firm).to_be_hidden()
    screenshot(phone, "apply-step-phone", full_page=True)


def test_what_is_typed_is_saved_by_itself_and_comes_back(apply, phone):
    phone.goto(apply + "vehicle/")
    phone.get_by_label("Registration number").fill("LP 48")
    expect(phone.get_by_text(re.compile(r"Saved at \d\d:\d\d"))).to_be_visible()

    phone.reload()

    expect(phone.get_by_label("Registration number")).to_have_value("LP 48")
    assert Submission.objects.get().answers == {}


def test_without_a_connection_it_says_so_and_saves_when_there_is_one(apply, phone, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED|Failed to load")
    phone.goto(apply + "vehicle/")
    phone.context.set_offline(True)
    phone.get_by_label("Registration number").fill("LP 48")
    expect(phone.get_by_text("Not saved yet: there is no connection.")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_text(re.compile(r"Saved at"))).to_be_visible(timeout=20_000)


def test_a_file_goes_up_at_once_and_can_be_taken_out(apply, phone):
    phone.goto(apply + "vehicle/")
    box = phone.get_by_label("Photo of the vehicle’s papers")
    box.set_input_files(photo())
    link = phone.get_by_role("link", name="papers-front.jpg")
    expect(link).to_be_visible()

    phone.reload()
    expect(link).to_be_visible()
    phone.get_by_role("button", name="Remove papers-front.jpg").click()
    expect(link).to_have_count(0)

    assert Submission.objects.get().answers == {}


def test_a_file_chosen_before_the_script_came_goes_up_as_well(apply, phone):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route(re.compile(r"/form[.\w]*\.js$"), hold)
    phone.goto(apply + "vehicle/", wait_until="commit")
    phone.get_by_label("Photo of the vehicle’s papers").set_input_files(photo())
    phone.wait_for_function("document.querySelector('input[type=file]').files.length === 1")
    assert len(held) == 1

    held[0].continue_()

    expect(phone.get_by_role("link", name="papers-front.jpg")).to_be_visible()


def test_a_refused_file_says_why(apply, phone, complaints):
    complaints.expect("422")
    phone.goto(apply + "vehicle/")
    wrong = {"name": "page.html", "mimeType": "text/html", "buffer": b"<html></html>"}
    phone.get_by_label("Photo of the vehicle’s papers").set_input_files(wrong)
    expect(phone.locator(".ec-upload__file").get_by_text("is of another kind")).to_be_visible()


def test_errors_lead_to_the_boxes(apply, desktop, complaints, new_context, axe, screenshot):
    complaints.expect("422")
    desktop.goto(apply + "vehicle/")
    go_on(desktop)
    summary = desktop.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(4)
    summary.get_by_role("link", name="Choose an answer to “Who owns it?”").click()
    expect(desktop.get_by_label("I do")).to_be_focused()
    screenshot(desktop, "apply-errors-desktop", full_page=True)

    for scheme in ("light", "dark"):
        page = new_context(bypass_csp=True, color_scheme=scheme).new_page()
        page.goto(apply + "vehicle/")
        go_on(page)
        axe(page, here=True)


def test_two_windows_are_noticed_and_both_answers_shown(apply, phone, complaints, new_context, axe):
    complaints.expect("422|409")
    session = new_context(bypass_csp=True, viewport={"width": 390, "height": 844})
    first = session.new_page()
    first.goto(apply + "vehicle/")
    first.get_by_label("Registration number").fill("LP 1")
    first.get_by_role("combobox", name="Make").fill("Make 3")
    first.get_by_role("combobox", name="Make").press("ArrowDown")
    first.get_by_role("combobox", name="Make").press("Enter")
    first.get_by_label("I do").check()
    first.get_by_label("Photo of the vehicle’s papers").set_input_files(photo())
    expect(first.get_by_role("link", name="papers-front.jpg")).to_be_visible()
    go_on(first)
    expect(first.get_by_role("heading", name="A few more things")).to_be_visible()
    second = session.new_page()
    second.goto(apply + "vehicle/")
    first.goto(apply + "vehicle/")
    first.get_by_label("Registration number").fill("LP 2")
    go_on(first)
    expect(first.get_by_role("heading", name="A few more things")).to_be_visible()

    second.get_by_label("Registration number").fill("LP 3")
    go_on(second)

    expect(second.get_by_text("LP 2")).to_be_visible()
    expect(second.get_by_text("LP 3")).to_be_visible()
    axe(second, here=True)
    go_on(second, "Keep what I sent from here")
    expect(second.get_by_role("heading", name="A few more things")).to_be_visible()
    assert Submission.objects.get().answers["plate"] == "LP 3"


def test_save_and_finish_later_goes_on_on_another_device(apply, phone, new_context, axe):
    phone.goto(apply + "vehicle/")
    phone.get_by_label("Registration number").fill("LP 482 K")
    go_on(phone, "Save and finish later")
    axe(phone)
    phone.get_by_label("Your e-mail address").fill("ada@example.org")
    go_on(phone, "Send me the link")
    expect(phone.get_by_role("heading", name="We have sent you a link")).to_be_visible()
    mail = Notification.objects.get(purpose__startswith="resume:")
    found = re.search(r"/services/\S+", mail.text)
    assert found

    other = new_context().new_page()
    other.goto(apply.split("/services/")[0] + found[0])
    axe(other)
    go_on(other, "Go on")

    expect(other.get_by_label("Registration number")).to_have_value("LP 482 K")
    other.goto(apply)
    expect(other.get_by_role("heading", name=re.compile("You have a draft from"))).to_be_visible()
    axe(other)


def test_the_pages_beside_the_way_are_sound_too(apply, live_site, desktop, complaints, axe):
    complaints.expect("404")
    stop = {
        "visible_if": compare("owner", "hire"),
        "title": "Not for hired cars",
        "body": "<p>…</p>",
    }
    short = [{**STEPS[0], "fields": [STEPS[0]["fields"][2]]}]
    form = published_form(slug="fee", steps=short, settings={"fee": 2550, "stops": [stop]})
    fee = service(form, slug="fee")
    address = f"{live_site}/services/fee/apply/"

    desktop.goto(address + "vehicle/")
    desktop.get_by_label("A hire or sharing company").check()
    go_on(desktop)
    expect(desktop.get_by_role("heading", name="Not for hired cars")).to_be_visible()
    axe(desktop)

    desktop.get_by_role("link", name="Change Who owns it?").click()
    desktop.get_by_label("I do").check()
    go_on(desktop)
    axe(desktop)
    go_on(desktop, "Send and pay")
    expect(desktop.get_by_role("heading", name="Pay €25.50")).to_be_visible()
    axe(desktop)
    go_on(desktop, "Pay now")
    go_on(desktop, "Pay now")
    expect(desktop.get_by_text(Submission.objects.get().written_reference)).to_be_visible()

    desktop.goto(address + "resume/wrong/")
    axe(desktop)
    fee.closes_on = dt.date(2020, 1, 1)
    fee.save_revision().publish()
    desktop.goto(address + "vehicle/")
    expect(desktop.get_by_role("heading", name="You cannot apply")).to_be_visible()
    axe(desktop)


def test_a_page_older_than_the_session_offers_what_was_typed_again(apply, desktop, complaints, axe):
    complaints.expect("403|422")
    desktop.goto(apply + "vehicle/")
    desktop.get_by_label("Registration number").fill("LP 482 K")
    desktop.context.clear_cookies()
    go_on(desktop)
    expect(desktop.get_by_role("heading", name="Send it once more")).to_be_visible()
    go_on(desktop, "Send again")
    expect(desktop.get_by_label("Registration number")).to_have_value("LP 482 K")
