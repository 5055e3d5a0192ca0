"""How the parts of a form are said when two states of it are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from forms_engine.engine.authoring import questions
from forms_engine.engine.blocks import field_block
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.logic import ConditionError, describe, parse

Raw = Mapping[str, Any]


def condition(raw: Any, known: questions.Questions) -> str:
    try:
        return describe(parse(raw or [], known), known)
    except ConditionError as error:
        return str(error)


def label(field: Raw) -> str:
    return str(field.get("label") or plain(field.get("body")) or field.get("key", ""))


def place(step: Raw, field: Raw) -> str:
    return f"{step['title']} › {label(field)[:80]}"


def kind(field: Raw) -> str:
    found = FIELD_TYPES.get(field["type"])
    return str(found.name) if found else str(field["type"])


def questions_of(step: Raw) -> str:
    return "\n".join(label(field) for field in step["fields"])


def stop(raw: Raw, known: questions.Questions) -> str:
    return f"{raw.get('title', '')}: {condition(raw.get('visible_if'), known)}"


def option(raw: Raw) -> str:
    hint = f" ({raw['hint']})" if raw.get("hint") else ""
    return f"{raw.get('label', '')}{hint}"


def box_labels(slug: str) -> Mapping[str, Any]:
    """How the editor's boxes of this type are called."""
    found = FIELD_TYPES.get(slug)
    return {n: b.label for n, b in field_block(found).child_blocks.items()} if found else {}


def in_order_of(labels: Mapping[str, Any]) -> Any:
    names = list(labels)
    return lambda name: (names.index(name) if name in names else len(names), name)


def plain(value: Any) -> str:
    """A value of a definition for people."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    text = str(value)
    return strip_tags(text.replace("</p>", "</p>\n")).strip() if "<" in text else text
