"""Between what the editor's StreamFields store and the JSON of a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from forms_engine.engine.fields import FIELD_TYPES

GROUPS = ("all", "any", "not")


def plain(value: Any) -> Any:
    """Turn the value of any block into JSON, without block ids and without empty options."""
    if isinstance(value, blocks.StreamValue):
        return [_condition(child) for child in value]
    if isinstance(value, blocks.list_block.ListValue):
        return [plain(item) for item in value]
    if isinstance(value, blocks.StructValue):
        items = {name: plain(item) for name, item in value.items()}
        return {name: item for name, item in items.items() if item not in (None, "", [])}
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _condition(child: blocks.StreamValue.StreamChild) -> dict[str, Any]:
    if child.block_type in GROUPS:
        return {"type": child.block_type, "of": plain(child.value)}
    return {"type": child.block_type, **plain(child.value)}


def conditions_json(stream: blocks.StreamValue) -> list[dict[str, Any]]:
    """The JSON of a list of conditions."""
    return [_condition(child) for child in stream]


def fields_json(stream: blocks.StreamValue) -> list[dict[str, Any]]:
    """The JSON of a step's fields."""
    return [{"type": child.block_type, **plain(child.value)} for child in stream]


def conditions_stream(raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Conditions as JSON, in the shape that a StreamField takes."""
    return [
        {"type": part["type"], "value": conditions_stream(part["of"])}
        if part.get("type") in GROUPS
        else {
            "type": "compare",
            "value": {
                "key": part["key"],
                "operator": part["operator"],
                "value": _operand_text(part.get("value")),
            },
        }
        for part in raw
    ]


def _operand_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_operand_text(item) for item in value)
    return "" if value is None else str(value)


def fields_stream(raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A step's fields as JSON, in the shape that a StreamField takes.

    What the JSON leaves out gets the default of the field type, so that import and export agree.
    """
    stream = []
    for item in raw:
        value = {name: part for name, part in item.items() if name != "type"}
        value.setdefault("required", FIELD_TYPES[item["type"]].required)
        for name in ("visible_if", "required_if"):
            value[name] = conditions_stream(value.get(name) or [])
        stream.append({"type": item["type"], "value": value})
    return stream
