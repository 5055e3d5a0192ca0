"""The editor's screens as an editor uses them: what a browser would send."""

from __future__ import annotations

import json
import re
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.models import User
from catalog.actions import set_up_catalogue_editing
from forms_engine.engine.models import Form
from tests.factories.accounts import UserFactory


def editor(**fields: Any) -> User:
    user = UserFactory(**{"first_name": "Tomás", **fields})
    user.groups.add(set_up_catalogue_editing().editors)
    return user


def publisher(**fields: Any) -> User:
    user = UserFactory(**{"first_name": "Jonas", **fields})
    user.groups.add(set_up_catalogue_editing().publishers)
    return user


class Desk:
    """One person's browser in the admin."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def get(self, name: str, *args: Any):
        return self.client.get(reverse(f"authoring:{name}", args=args))

    def post(self, name: str, *args: Any, follow: bool = True, **data: Any):
        url = reverse(f"authoring:{name}", args=args)
        return self.client.post(url, data, follow=follow)

    def boxes(self, name: str, *args: Any) -> dict[str, Any]:
        """What the page's form would send if nothing were typed."""
        return boxes(self.get(name, *args).content.decode())

    def step(self, form: Form, number: int = 0) -> dict[str, Any]:
        """The boxes of a step's editor, with its StreamFields as the scripts would send them."""
        step = draft(form).steps.all()[number]
        sent = self.boxes("step", form.pk, step.uid)
        sent |= stream("visible_if", step.visible_if.get_prep_value(), CONDITIONS)
        sent |= stream("fields", step.fields.get_prep_value(), FIELDS)
        return sent

    def save_step(self, form: Form, number: int, sent: dict[str, Any], **more: Any):
        uid = draft(form).steps.all()[number].uid
        url = reverse("authoring:step", args=[form.pk, uid])
        return self.client.post(url, {**sent, **more}, follow=True)


CONDITIONS = "conditions"
FIELDS = "fields"


def draft(form: Form) -> Form:
    return Form.objects.get(pk=form.pk).get_latest_revision_as_object()


def boxes(html: str) -> dict[str, Any]:
    form = BeautifulSoup(html, "html.parser").select_one("form#w-editor-form")
    assert form is not None
    sent: dict[str, Any] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        kind = box.get("type", box.name)
        if kind in {"submit", "button", "file"}:
            continue
        if kind in {"checkbox", "radio"}:
            if box.has_attr("checked"):
                sent.setdefault(box["name"], []).append(box.get("value", "on"))
        elif box.name == "select":
            chosen = box.select("option[selected]") or box.select("option")[:1]
            sent[box["name"]] = [option.get("value", "") for option in chosen]
        elif box.name == "textarea":
            sent[box["name"]] = box.text.lstrip("\n")
        else:
            sent[box["name"]] = box.get("value", "")
    return sent


def stream(prefix: str, stored: list[dict[str, Any]], what: str) -> dict[str, Any]:
    """A StreamField as its script sends it."""
    sent: dict[str, Any] = {f"{prefix}-count": len(stored)}
    for number, child in enumerate(stored):
        own = f"{prefix}-{number}"
        sent[f"{own}-type"] = child["type"]
        sent[f"{own}-id"] = child.get("id", "")
        sent[f"{own}-order"] = number
        sent[f"{own}-deleted"] = ""
        sent |= _value(f"{own}-value", child["value"])
    return sent


def _value(prefix: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        sent: dict[str, Any] = {}
        for name in ("visible_if", "required_if"):
            if "label" in value:
                value = {name: [], **value}
        for name, part in value.items():
            sent |= _value(f"{prefix}-{name}", part)
        return sent
    if isinstance(value, list):
        envelopes = [
            item
            if isinstance(item, dict) and "value" in item and "type" in item
            else {"type": "item", "value": item}
            for item in value
        ]
        return stream(prefix, envelopes, "")
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else value}


def messages(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", " ".join(m.get_text(" ") for m in page.select(".messages li")))


def errors_in_stream(response, name: str) -> str:
    """What a StreamField's script is told to show as wrong, as JSON."""
    page = BeautifulSoup(response.content, "html.parser")
    element = page.select_one(f"#{name}")
    assert element is not None
    return json.dumps(element.attrs) if element.attrs else ""
