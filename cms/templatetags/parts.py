"""Tags for the inside of the components' templates; pages load ``design`` instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms import component_parts

register = template.Library()
register.simple_tag(component_parts.joined, name="joined")


@register.simple_tag
def attributes(values: Mapping[str, Any] | None) -> SafeString:
    """Attributes for a start tag, each with a space before it.

    A value may say that it is *optional*: then nothing is written for an empty one, and only the
    name for one that is true, as HTML wants it of ``disabled`` or ``hidden``.
    """
    return format_html_join("", "{}", ((_attribute(*pair),) for pair in (values or {}).items()))


def _attribute(name: str, given: Any) -> SafeString:
    optional = isinstance(given, Mapping) and given.get("optional") is True
    value = given.get("value") if isinstance(given, Mapping) else given
    if optional and value is True:
        return format_html(" {}", name)
    if optional and (value is None or value is False):
        return SafeString("")
    if isinstance(value, bool):
        value = str(value).lower()
    return format_html(' {}="{}"', name, "" if value is None else value)


@register.simple_tag(takes_context=True)
def describing_ids(context: Context, prefix: str, *others: Any) -> str:
    """The ids of what describes a box: what the caller names, then its hint, then its error."""
    return component_parts.joined(
        *others,
        context.get("hint") and f"{prefix}-hint",
        context.get("error_message") and f"{prefix}-error",
    )


@register.simple_tag
def option_id(option: Any, prefix: str, number: int) -> str:
    """The id of a radio or checkbox. The first has no number: an error summary links to it."""
    own = option.get("id") if isinstance(option, Mapping) else None
    return own or (prefix if number == 1 else f"{prefix}-{number}")


@register.filter
def entry(mapping: Any, key: str) -> Any:
    """An entry whose name is also a method of the mapping, such as ``items``."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.simple_tag
def rows_with_actions(rows: Iterable[Any] | None) -> bool:
    """Tell whether a summary list needs its third column."""
    return any(
        row and isinstance(row.get("actions"), Mapping) and row["actions"].get("items")
        for row in rows or ()
    )


@register.filter
def is_true(value: Any) -> str:
    """``true`` or ``false``, as scripts and HTML write it."""
    return "true" if value and value != "false" else "false"


@register.simple_tag(takes_context=True)
def date_boxes(context: Context) -> list[dict[str, Any]]:
    return list(component_parts.date_boxes(context))


@register.simple_tag(takes_context=True)
def counting_group(context: Context, message: SafeString) -> dict[str, Any]:
    """The form group around a character count: its data, and the message after the box."""
    group = context.get("form_group") or {}
    after = group.get("after_input") or {}
    return {
        "classes": component_parts.joined("govuk-character-count", group.get("classes")),
        "attributes": component_parts.counting(context) | (group.get("attributes") or {}),
        "before_input": group.get("before_input"),
        "after_input": {
            "html": format_html("{}{}", message, after.get("html") or after.get("text") or "")
        },
    }


@register.simple_tag(takes_context=True)
def limit_in_words(context: Context) -> str:
    return component_parts.limit_in_words(context)


@register.simple_tag(takes_context=True)
def password_group(context: Context, button: SafeString) -> dict[str, Any]:
    """The form group around a password: the texts of its script, and the button after the box."""
    group = context.get("form_group") or {}
    after = group.get("after_input") or {}
    return {
        "classes": component_parts.joined("govuk-password-input", group.get("classes")),
        "attributes": {"data-module": "govuk-password-input"}
        | component_parts.data_texts(context, component_parts.PASSWORD_TEXTS)
        | (group.get("attributes") or {}),
        "before_input": group.get("before_input"),
        "after_input": {
            "html": format_html("{}{}", button, after.get("html") or after.get("text") or "")
        },
    }


@register.simple_tag(takes_context=True)
def upload_texts(context: Context) -> dict[str, str]:
    return component_parts.data_texts(context, component_parts.UPLOAD_TEXTS)
