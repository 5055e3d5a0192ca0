"""What the components' templates cannot say in template language: merged ids, defaults, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

Params = Mapping[str, Any]

# The texts of a character count that its script speaks: parameter -> key of the data attribute.
COUNT_TEXTS = {
    "characters_under_limit_text": "characters-under-limit",
    "characters_at_limit_text": "characters-at-limit",
    "characters_over_limit_text": "characters-over-limit",
    "words_under_limit_text": "words-under-limit",
    "words_at_limit_text": "words-at-limit",
    "words_over_limit_text": "words-over-limit",
}
PASSWORD_TEXTS = {
    "show_password_text": "show-password",
    "hide_password_text": "hide-password",
    "show_password_aria_label_text": "show-password-aria-label",
    "hide_password_aria_label_text": "hide-password-aria-label",
    "password_shown_announcement_text": "password-shown-announcement",
    "password_hidden_announcement_text": "password-hidden-announcement",
}
UPLOAD_TEXTS = {
    "choose_files_button_text": "choose-files-button",
    "no_file_chosen_text": "no-file-chosen",
    "multiple_files_chosen_text": "multiple-files-chosen",
    "drop_instruction_text": "drop-instruction",
    "entered_drop_zone_text": "entered-drop-zone",
    "left_drop_zone_text": "left-drop-zone",
}


def joined(*words: Any) -> str:
    """The words that say something, with a space between: classes, or ids that describe a box."""
    return " ".join(str(word) for word in words if word)


def data_texts(params: Any, keys: Mapping[str, str]) -> dict[str, str]:
    """A component's texts as ``data-i18n.*``; a text by plural form becomes one for each form."""
    texts: dict[str, str] = {}
    for param, key in keys.items():
        text = params.get(param)
        if isinstance(text, Mapping):
            texts |= {f"data-i18n.{key}.{form}": words for form, words in text.items()}
        elif text:
            texts[f"data-i18n.{key}"] = text
    return texts


def counting(params: Any) -> dict[str, Any]:
    """The data attributes of a character count."""
    kind = params.get("count_type") or ("words" if params.get("maxwords") else None)
    data: dict[str, Any] = {"data-module": "govuk-character-count"}
    for name in ("maxlength", "maxwords", "threshold"):
        if params.get(name) is not None:
            data[f"data-{name}"] = params.get(name)
    if kind:
        data["data-count-type"] = kind
    described = params.get("textarea_description_text")
    if described and not (params.get("maxwords") or params.get("maxlength")):
        data["data-i18n.textarea-description.other"] = described
    return data | data_texts(params, COUNT_TEXTS)


def limit_in_words(params: Any) -> str:
    """How much may be typed, said before anybody types; nothing when the limit is not known."""
    limit = params.get("maxwords") or params.get("maxlength")
    if not limit:
        return ""
    in_words = params.get("maxwords") or params.get("count_type") == "words"
    text = params.get("textarea_description_text") or (
        gettext("You can enter up to %{count} words")
        if in_words
        else gettext("You can enter up to %{count} characters")
    )
    return str(text).replace("%{count}", str(limit))


def date_boxes(params: Any) -> Iterator[dict[str, Any]]:
    """The boxes of a date: those given as ``items``, else day, month and year."""
    known = [
        (_given(params, "day"), gettext("Day"), 2),
        (_given(params, "month"), gettext("Month"), 2),
        (_given(params, "year"), gettext("Year"), 4),
    ]
    boxes = [item for item in params.get("items") or [item for item, _, _ in known] if item]
    any_is_wrong = any(_is_wrong(box) for box in boxes)
    prefix = f"{params['name_prefix']}-" if params.get("name_prefix") else ""
    values = params.get("values") or {}
    for box in boxes:
        base: Params = {}
        label, width = str(box.get("name", "")).capitalize(), 2
        for (part, word, digits), part_name in zip(known, ("day", "month", "year"), strict=True):
            names = {part_name, (part or {}).get("name")}
            if box is part or (box.get("name") and box["name"] in names):
                base, width = part or {}, digits
                label = word if box.get("name", part_name) == part_name else label
        name = box["name"]
        value = _first(box.get("value"), base.get("value"), values.get(f"{prefix}{name}"))
        yield {
            "label": {"text": box.get("label") or label, "classes": "govuk-date-input__label"},
            "id": box.get("id") or f"{params.get('id', 'undefined')}-{name}",
            "name": f"{prefix}{name}",
            "value": value,
            "inputmode": box.get("inputmode") or "numeric",
            "autocomplete": box.get("autocomplete"),
            "pattern": box.get("pattern"),
            "attributes": box.get("attributes"),
            "classes": _box_classes(
                box, width, error=bool(params.get("error_message")) and not any_is_wrong
            ),
        }


def _given(params: Any, part: str) -> Params | None:
    """One of the three boxes: as described, or by default, or left out with ``False``."""
    given = params.get(part)
    if given is None:
        value = (params.get("values") or {}).get(part)
        return {"name": part, "value": value}
    return {"name": part, **given} if given else None


def _is_wrong(box: Params) -> bool:
    return bool(box.get("error")) or "govuk-input--error" in (box.get("classes") or "")


def _box_classes(box: Params, width: int, *, error: bool) -> str:
    own = box.get("classes") or ""
    is_wrong = box.get("error") or (error and box.get("error") is not False)
    return joined(
        "govuk-date-input__input",
        is_wrong and "govuk-input--error" not in own and "govuk-input--error",
        "govuk-input--width-" not in own and f"govuk-input--width-{width}",
        own,
    )


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)
