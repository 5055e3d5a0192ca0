"""An ordinary box of a Django form, said in the params of our components."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# Which component draws a box, by the kind of its widget; the most special kind comes first.
COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkboxes"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file_upload"),
    (forms.PasswordInput, "password_input"),
    (forms.Widget, "input"),
)
# What the components say by themselves, and what says less than a hint does.
OWN_ATTRIBUTES = {"class", "id", "placeholder", "autocomplete", "rows", "cols"}


def component_of(bound: BoundField) -> str:
    """The name of the component that draws this box."""
    return next(name for kind, name in COMPONENTS if isinstance(bound.field.widget, kind))


def params(bound: BoundField, label_class: str = "") -> dict[str, Any]:
    """What that component has to know: label, hint, error, value, and the widget's attributes."""
    widget = bound.field.widget
    label = {"text": bound.label, "classes": label_class}
    shared: dict[str, Any] = {
        "name": bound.html_name,
        "id": bound.auto_id,
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "error_message": _error(bound),
        "autocomplete": widget.attrs.get("autocomplete"),
    }
    if isinstance(widget, forms.CheckboxInput):
        return shared | _one_box(bound)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return shared | {
            "items": list(_options(bound)),
            "fieldset": {"legend": label},
            "attributes": _own_attributes(bound),
        }
    shared |= {"label": label, "attributes": _attributes(bound)}
    if isinstance(widget, forms.Select):
        return shared | {"items": list(_options(bound))}
    if isinstance(widget, forms.FileInput):
        return shared | {"multiple": bool(widget.attrs.get("multiple"))}
    if isinstance(widget, forms.Textarea):
        return shared | {"value": bound.value(), "rows": widget.attrs.get("rows")}
    # A password is never sent back to the page that it came from.
    is_password = isinstance(widget, forms.PasswordInput)
    value = None if is_password else widget.format_value(bound.value())
    return shared | {"value": value, "type": getattr(widget, "input_type", "text")}


def _error(bound: BoundField) -> dict[str, Any] | None:
    """All errors of a box in one message, each on a line of its own."""
    if not bound.errors:
        return None
    lines = format_html_join(SafeString("<br>"), "{}", ((error,) for error in bound.errors))
    return {"html": lines}


def _one_box(bound: BoundField) -> dict[str, Any]:
    """A single box to tick: its label stands beside it, so it needs no question above."""
    item = {
        "value": "on",
        "text": bound.label,
        "checked": bool(bound.value()),
        "attributes": _attributes(bound),
    }
    return {"items": [item]}


def _options(bound: BoundField) -> Iterator[dict[str, Any]]:
    """The choices, those in groups one after the other, with what was chosen."""
    value = bound.value()
    several = isinstance(value, list | tuple | set)
    chosen = {str(item) for item in value} if several else {"" if value is None else str(value)}
    for option_value, text in _flat(getattr(bound.field, "choices", ())):
        own = "" if option_value is None else str(option_value)
        is_chosen = own in chosen
        yield {"value": own, "text": text, "checked": is_chosen, "selected": is_chosen}


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from _flat(text)
        else:
            yield value, text


def _own_attributes(bound: BoundField) -> dict[str, Any]:
    """The attributes that the form's author gave the widget, true ones by their name alone."""
    return {
        name: {"value": value, "optional": True} if isinstance(value, bool) else value
        for name, value in bound.field.widget.attrs.items()
        if name not in OWN_ATTRIBUTES and name != "multiple"
    }


def _attributes(bound: BoundField) -> dict[str, Any]:
    attributes = _own_attributes(bound)
    longest = getattr(bound.field, "max_length", None)
    if longest and not isinstance(bound.field.widget, forms.FileInput | forms.Select):
        attributes.setdefault("maxlength", longest)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes
