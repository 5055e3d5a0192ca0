"""The people of the browser tests, and the ways they have of doing things."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from tests.factories.accounts import PASSWORD


def sign_in(context: BrowserContext, site: str, person: User) -> None:
    """Put the person's session into the browser, for tests that are not about signing in."""
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def arrive(page: Page, site: str, path: str, person: User) -> None:
    """Go to a page that is for staff, and sign in on the way as everybody does."""
    page.goto(site + path)
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(site + path)


class Editor:
    """Somebody who works in the admin with the mouse and the keyboard."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    # --- forms ------------------------------------------------------------------------------

    def make_form(self, title: str, department: str) -> str:
        """Make an empty form; returns the address of its own page."""
        page = self.page
        page.goto(f"{self.site}/admin/forms/")
        page.get_by_role("link", name=re.compile("^Add ")).first.click()
        page.wait_for_url("**/add/")
        # Its short name is made from the title by a script, once that is there.
        page.wait_for_load_state("load")
        page.locator("#id_title").press_sequentially(title)
        expect(page.locator("#id_slug")).not_to_have_value("")
        page.locator("#id_department").select_option(label=department)
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_text(f"“{title}” is made.")).to_be_visible()
        return page.url

    def add_step(self, title: str) -> None:
        """Add a step to the form whose page is open, and open the step."""
        self.page.get_by_label("Title of the new step").fill(title)
        self.page.get_by_role("button", name="Add a step").click()
        expect(self.page.locator("#id_title")).to_have_value(title)

    def add_question(self, kind: str, label: str) -> str:
        """Add a question at the end of the step that is open; returns the start of its ids."""
        number = int(self.page.locator("input[name=fields-count]").input_value())
        self._insert("fields", kind)
        question = f"fields-{number}-value"
        self.box(question, "label").fill(label)
        return question

    def add_option(self, question: str, number: int, label: str) -> None:
        if not self.box(question, f"options-{number}-value-label").count():
            self._adding(f"{question}-options").click()
        self.box(question, f"options-{number}-value-label").fill(label)

    def show_only_if(self, place: str, question: str, answer: str) -> None:
        """Show what is at ``place`` only if that earlier question has that answer."""
        self._insert(place, "Answer to a question")
        questions = self.page.locator(f"#{place}-0-value-key-list")
        key = questions.locator("option", has_text=question).get_attribute("value")
        questions.select_option(key)
        chosen = self.page.locator(f"#{place}-0-value-value").locator("..").locator("select")
        chosen.select_option(label=answer)

    def save(self) -> None:
        self.page.get_by_role("button", name="Save draft").first.click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def box(self, question: str, name: str) -> Locator:
        return self.page.locator(f"#{question}-{name}")

    def _adding(self, name: str) -> Locator:
        """The last of the buttons that add something to this list of blocks."""
        blocks = f"input[name='{name}-count'] + div"
        return self.page.locator(f"{blocks} > button, {blocks} > div > button").last

    def _insert(self, stream: str, kind: str) -> None:
        self._adding(stream).click()
        menu = self.page.get_by_role("combobox").last
        menu.fill(kind)
        self.page.get_by_role("option", name=kind).first.click()

    # --- publishing -------------------------------------------------------------------------

    def choose_in_menu(self, name: str) -> None:
        """Take one of the actions behind the arrow beside the button at the bottom."""
        button = self.page.get_by_role("button", name=name, exact=True)
        if not button.is_visible():
            self.page.get_by_role("button", name="More actions").first.click()
        button.click()

    def hand_in(self) -> None:
        """Give what is open to whoever approves it."""
        self.choose_in_menu("Submit to Approval before publishing")
        expect(self.page.locator(".messages .success")).to_be_visible()

    def approve(self) -> None:
        self.choose_in_menu("Approve and Publish")
        expect(self.page.locator(".messages .success")).to_be_visible()

    def choose_form(self, title: str) -> None:
        """Choose the form of the service that is open."""
        self.page.get_by_role("tab", name="How to get it").click()
        self.page.get_by_role("button", name="Choose form").click()
        self.page.get_by_role("dialog").get_by_role("link", name=title).click()


def picture(name: str) -> Any:
    """A photo as a phone takes it, for a box that wants a file."""
    import io

    from PIL import Image

    content = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(content, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}
