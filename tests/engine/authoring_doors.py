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
        return sent | stream("visible_if", step.visible_if) | stream("fields", step.fields)

    def save_step(self, form: Form, number: int, sent: dict[str, Any], **more: Any):
        uid = draft(form).steps.all()[number].uid
        url = reverse("authoring:step", args=[form.pk, uid])
        return self.client.post(url, {**sent, **more}, follow=True)


def draft(form: Form) -> Form:
    return Form.objects.get(pk=form.pk).get_latest_revision_as_object()


def boxes(html: str) -> dict[str, Any]:
    form = BeautifulSoup(html, "html.parser").select_one("form#w-editor-form")
    assert form is not None
    sent: dict[str, Any] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        kind, name = box.get("type", box.name), str(box["name"])
        if kind in {"submit", "button", "file"}:
            continue
        if kind in {"checkbox", "radio"}:
            if box.has_attr("checked"):
                sent.setdefault(name, []).append(box.get("value", "on"))
        elif box.name == "select":
            chosen = box.select("option[selected]") or box.select("option")[:1]
            sent[name] = [option.get("value", "") for option in chosen]
        elif box.name == "textarea":
            sent[name] = box.text.lstrip("\n")
        else:
            sent[name] = box.get("value", "")
    return sent


def stream(prefix: str, value: Any) -> dict[str, Any]:
    """A StreamField as its script sends it."""
    return _items(prefix, value.stream_block.get_form_state(value))


def _items(prefix: str, state: list[dict[str, Any]]) -> dict[str, Any]:
    sent: dict[str, Any] = {f"{prefix}-count": len(state)}
    for number, child in enumerate(state):
        own = f"{prefix}-{number}"
        sent[f"{own}-type"] = child.get("type", "item")
        sent[f"{own}-id"] = child.get("id") or ""
        sent[f"{own}-order"] = number
        sent[f"{own}-deleted"] = ""
        sent |= _value(f"{own}-value", child["value"])
    return sent


def _value(prefix: str, state: Any) -> dict[str, Any]:
    if isinstance(state, dict):
        parts = (_value(f"{prefix}-{name}", part) for name, part in state.items())
        return {name: text for part in parts for name, text in part.items()}
    if isinstance(state, list):
        if state and not isinstance(state[0], dict):
            return {prefix: state}
        return _items(prefix, state)
    if isinstance(state, bool):
        return {prefix: "on"} if state else {}
    return {prefix: "" if state is None else state}


def messages(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", " ".join(m.get_text(" ") for m in page.select(".messages li")))


def errors_in_stream(response, name: str) -> str:
    """What a StreamField's script is told to show as wrong."""
    page = BeautifulSoup(response.content, "html.parser")
    element = page.select_one(f"#{name}[data-w-block-arguments-value]")
    assert element is not None
    return json.dumps(
        json.loads(str(element["data-w-block-arguments-value"]))[1], ensure_ascii=False
    )
