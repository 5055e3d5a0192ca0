"""A service with a form for the runner's tests, and a resident's browser in front of it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from catalog.models import ServicePage
from forms_engine.engine.models import Form, Submission
from tests.factories.content import make_service
from tests.factories.engine import DOG_LICENCE, published_form

DOG = {"dog_name": "Rex", "kind": "pet"}
YOU = {"owner_first": "Ada", "owner_last": "O’Neill", "email": "ada@example.org"}


def service(form: Form | None = None, slug: str = "dog-licence", **values: Any) -> ServicePage:
    """A live service page with a form."""
    return make_service(title="Dog licence", slug=slug, form=form or published_form(), **values)


class Resident:
    """A browser at one service: it fetches a page, fills in its boxes and sends the form back."""

    def __init__(self, slug: str = "dog-licence", client: Client | None = None) -> None:
        self.client = client or Client(raise_request_exception=True)
        self.apply = f"/services/{slug}/apply/"

    def get(self, page: str = "", **kwargs: Any) -> Any:
        return self.client.get(self.url(page), **kwargs)

    def url(self, page: str) -> str:
        if page.startswith("/"):
            return page
        path, _mark, query = page.partition("?")
        return self.apply + (f"{path}/" if path else "") + (f"?{query}" if query else "")

    def hidden(self, page: str) -> dict[str, str]:
        """The hidden boxes of the page's form."""
        html = self.get(page).content.decode()
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
        return {name: value for name, value in found if name != "csrfmiddlewaretoken"}

    def send(self, page: str, answers: dict[str, Any] | None = None, **more: Any) -> Any:
        """Fill in the page as it is now and send it."""
        return self.client.post(self.url(page), {**self.hidden(page), **(answers or {})}, **more)

    def fill_in(self) -> Any:
        """Answer every question of a pet's owner."""
        self.send("dog", DOG)
        return self.send("you", YOU)


def only_draft() -> Submission:
    return Submission.objects.get()


def with_settings(**settings: Any) -> Form:
    return published_form(settings={**DOG_LICENCE["settings"], **settings})
