"""The whole of it, as people do it: from a form that does not exist to a decision in the mail."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage
from playwright.sync_api import BrowserContext, Page, expect

from accounts import outbox
from accounts.models import User
from catalog.actions import set_up_catalogue_editing
from catalog.models import ServicePage
from cms.actions import EDITORS, PUBLISHERS
from forms_engine.casework.models import Case
from forms_engine.engine.models import Submission
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Editor, arrive, picture
from tests.factories.accounts import DepartmentFactory, MembershipFactory, UserFactory
from tests.factories.casework import queue
from tests.factories.content import make_service

MAIL = "ada@example.org"
DESK = {"width": 1366, "height": 768}


def someone(group: str, email: str) -> User:
    person = UserFactory(email=email)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def service(live_site: str) -> ServicePage:
    """The city before the first form: departments with officers, editors, one service."""
    set_up_catalogue_editing()
    streets = DepartmentFactory(name="Streets", slug="streets", email="streets@example.org")
    MembershipFactory(user=UserFactory(email="officer@example.org"), department=streets)
    parks = DepartmentFactory(name="Parks", slug="parks", email="parks@example.org")
    MembershipFactory(user=UserFactory(email="gardener@example.org"), department=parks)
    queue("bikes", dept="streets")
    queue("trees", dept="parks")
    someone(EDITORS, "editor@example.org")
    someone(PUBLISHERS, "publisher@example.org")
    return make_service(
        title="Borrow a cargo bike",
        slug="cargo-bike",
        summary="Carry big things home without a car.",
        department=streets,
    )


def publish_form(site: str, service: ServicePage, open_context: Callable[..., Any]) -> None:
    """An editor makes the form and hangs it on its service; a publisher approves both."""
    page = open_context(viewport=DESKTOP).new_page()
    editor = Editor(page, site)
    arrive(page, site, "/admin/", User.objects.get(email="editor@example.org"))
    overview = editor.make_form("Cargo bike", "Streets")
    make_steps(editor, overview)
    page.goto(overview)
    page.get_by_role("tab", name="Settings").click()
    page.locator("#id_contact_email_field").select_option(index=1)
    editor.save()
    expect(page.get_by_text("The form can be published.")).to_be_visible()
    editor.hand_in()
    page.goto(f"{site}/admin/pages/{service.pk}/edit/")
    editor.choose_form("Cargo bike")
    editor.hand_in()

    page = open_context(viewport=DESKTOP).new_page()
    publisher = Editor(page, site)
    arrive(page, site, "/admin/", User.objects.get(email="publisher@example.org"))
    for address in (overview, f"{site}/admin/pages/{service.pk}/edit/"):
        page.goto(address)
        publisher.approve()


def make_steps(editor: Editor, overview: str) -> None:
    """Three steps: the second is asked of firms only, the third wants a photo."""
    editor.add_step("Your request")
    editor.add_question("Short text", "What will you carry?")
    who = editor.add_question("Choose one (cards)", "Who borrows it?")
    editor.add_option(who, 0, "I myself")
    editor.add_option(who, 1, "A firm")
    editor.save()
    editor.page.goto(overview)
    editor.add_step("The firm")
    editor.show_only_if("visible_if", "Who borrows it?", "A firm")
    editor.add_question("Short text", "Name of the firm")
    editor.save()
    editor.page.goto(overview)
    editor.add_step("About you")
    editor.add_question("Person's name", "Your name")
    editor.add_question("E-mail address", "Your e-mail address")
    editor.add_question("File upload", "Photo of your identity card")
    editor.save()


class Resident:
    """Ada, who needs a cargo bike on Saturday and has a phone."""

    def __init__(self, context: BrowserContext, site: str, *, has_scripts: bool) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.has_scripts = has_scripts

    def go_on(self, button: str = "Continue") -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def find_the_form(self) -> None:
        page = self.page
        page.goto(f"{self.site}/")
        page.get_by_label("Search services, help and answers").fill("cargo")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("main").get_by_role("link", name="Borrow a cargo bike").click()
        page.get_by_role("button", name="Start now").click()

    def begin(self) -> None:
        page = self.page
        expect(page.get_by_text("Step 1 of 2")).to_be_visible()
        page.get_by_label("What will you carry?").fill("A washing machine")
        page.get_by_label("A firm").check()
        self.go_on()
        expect(page.get_by_text("Step 2 of 3")).to_be_visible()
        page.get_by_label("Name of the firm").fill("Harbour Bakery")

    def leave(self) -> None:
        self.go_on("Save and finish later")
        self.page.get_by_label("Your e-mail address").fill(MAIL)
        self.go_on("Send me the link")
        expect(self.page.get_by_role("heading", name="We have sent you a link")).to_be_visible()

    def come_back(self, link: str) -> None:
        page = self.page
        page.goto(link)
        self.go_on("Go on")
        expect(page.get_by_label("Name of the firm")).to_have_value("Harbour Bakery")
        page.get_by_role("link", name="Back", exact=True).click()
        expect(page.get_by_label("What will you carry?")).to_have_value("A washing machine")
        page.get_by_label("I myself").check()
        self.go_on()
        expect(page.get_by_text("Step 2 of 2")).to_be_visible()

    def finish(self) -> None:
        """Give name, address and photo, read it all once more, and send it."""
        page = self.page
        page.get_by_label("First names").fill("Ada")
        page.get_by_label("Last names").fill("O’Neill")
        page.get_by_label("Your e-mail address").fill(MAIL)
        page.get_by_label("Photo of your identity card").set_input_files(picture("card.jpg"))
        if self.has_scripts:
            expect(page.get_by_role("link", name="card.jpg")).to_be_visible()
        self.go_on()
        expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
        expect(page.get_by_text("card.jpg")).to_be_visible()
        expect(page.get_by_text("Harbour Bakery")).to_have_count(0)
        self.go_on("Send")
        expect(page.get_by_role("heading", name="We have your request")).to_be_visible()

    def receipt(self) -> bytes:
        link = self.page.get_by_role("link", name="Download your receipt (PDF)")
        answer = self.page.context.request.get(self.site + str(link.get_attribute("href")))
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def look_up(self, reference: str) -> None:
        page = self.page
        page.goto(f"{self.site}/status/")
        page.get_by_label("Reference").fill(reference.lower())
        page.get_by_label("E-mail address").fill(MAIL)
        self.go_on("Show where it is")


def last_mail(subject: str) -> EmailMessage:
    """The newest mail to the resident, after the worker has done what waits."""
    outbox.work_off()
    mine = [message for message in mail.outbox if message.to == [MAIL]]
    assert subject in mine[-1].subject
    return mine[-1]


def words_of(pdf: bytes, folder: Path) -> str:
    (folder / "receipt.pdf").write_bytes(pdf)
    program = ["pdftotext", "-layout", str(folder / "receipt.pdf"), "-"]
    return subprocess.run(program, check=True, capture_output=True, text=True).stdout


def decide(site: str, reference: str, open_context: Callable[..., Any]) -> None:
    """The officer of the department decides; the one of another never sees the case."""
    gardener = open_context(viewport=DESK).new_page()
    arrive(gardener, site, "/desk/", User.objects.get(email="gardener@example.org"))
    gardener.goto(f"{site}/desk/cases/?state=any&q={reference}")
    expect(gardener.get_by_text("No case fits.")).to_be_visible()
    case = Case.objects.get()
    assert gardener.goto(f"{site}/desk/cases/{case.pk}/").status == 404

    page = open_context(viewport=DESK).new_page()
    arrive(page, site, "/desk/", User.objects.get(email="officer@example.org"))
    page.get_by_role("link", name=re.compile("^Unassigned")).first.click()
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_text("A washing machine")).to_be_visible()
    expect(page.get_by_role("link", name="card.jpg")).to_be_visible()
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Approve").check()
    page.get_by_label("Message to the resident").fill("The bike stands at the town hall.")
    page.get_by_role("button", name="Save and mail the resident").click()
    expect(page.get_by_text("The case is now: Approved")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_new_form_is_published_filled_in_and_decided(
    has_scripts: bool,
    live_site: str,
    service: ServicePage,
    new_context: Callable[..., Any],
    complaints: Any,
    tmp_path: Path,
) -> None:
    complaints.expect("404")
    publish_form(live_site, service, new_context)

    def a_phone() -> Resident:
        context = new_context(viewport=PHONE, java_script_enabled=has_scripts)
        return Resident(context, live_site, has_scripts=has_scripts)

    at_home, on_the_way = a_phone(), a_phone()
    at_home.find_the_form()
    at_home.begin()
    at_home.leave()
    link = re.search(r"http://\S+/resume/\S+", last_mail("Go on with").body)
    assert link
    on_the_way.come_back(link[0])
    on_the_way.finish()
    sent = Submission.objects.get()
    reference = sent.written_reference
    expect(on_the_way.page.get_by_text(reference)).to_be_visible()
    receipt = words_of(on_the_way.receipt(), tmp_path)
    assert reference in receipt
    assert "A washing machine" in receipt
    assert reference in last_mail("We have received").body
    assert sent.case.queue.department.slug == "streets"

    decide(live_site, reference, new_context)

    assert "The bike stands at the town hall." in last_mail(reference).body
    later = a_phone()
    later.look_up(reference)
    expect(later.page.get_by_text("Approved").first).to_be_visible()
    expect(later.page.get_by_text("town hall")).to_have_count(0)
