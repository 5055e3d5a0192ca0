"""Between what the editor's StreamFields store and the JSON of a form."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from forms_engine.engine.blocks import COMPARE, field_block
from forms_engine.engine.fields import FIELD_TYPES

GROUPS = ("all", "any", "not")


@functools.cache
def _field_block(slug: str) -> blocks.StructBlock:
    return field_block(FIELD_TYPES[slug])


def _plain(block: blocks.Block, raw: Any) -> Any:
    """Turn what a block stores into JSON, without block ids.

    Works on what is stored and never on Wagtail's values: to make those of a form of a thousand
    questions takes seconds.
    """
    if isinstance(block, blocks.StreamBlock):
        return [_condition(child) for child in raw or []]
    if isinstance(block, blocks.ListBlock):
        # Items that were stored by hand or long ago have no envelope.
        items = [item["value"] if _is_envelope(item) else item for item in raw or []]
        return [_plain(block.child_block, item) for item in items]
    if isinstance(block, blocks.StructBlock):
        return _struct(block, raw)
    if isinstance(block, blocks.DecimalBlock) and raw not in (None, ""):
        return format(Decimal(str(raw)), "f")
    return raw.isoformat() if isinstance(raw, dt.date) else raw


def _is_envelope(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _struct(block: blocks.StructBlock, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parts that say something; what is not stored has its default, so all ways in agree."""
    items = {
        name: _plain(child, raw[name]) if name in raw else _default(child)
        for name, child in block.child_blocks.items()
    }
    return {name: item for name, item in items.items() if item not in (None, "", [])}


def _default(block: blocks.Block) -> Any:
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        return []
    value = block.get_default()
    return value.source if isinstance(value, RichText) else _plain(block, value)


def _condition(child: Mapping[str, Any]) -> dict[str, Any]:
    kind, value = child["type"], child["value"]
    if kind in GROUPS:
        return {"type": kind, "of": [_condition(part) for part in value or []]}
    return {"type": kind, **_struct(COMPARE, value)}


def _envelope(item: Any) -> dict[str, Any]:
    """An item of a list under an id, by which it is known again when it is edited."""
    return {"type": "item", "value": item, "id": str(uuid.uuid4())}


def conditions_json(stream: blocks.StreamValue) -> list[dict[str, Any]]:
    """The JSON of a list of conditions."""
    return [_condition(child) for child in stream.get_prep_value()]


def fields_json(stream: blocks.StreamValue) -> list[dict[str, Any]]:
    """The JSON of a step's fields."""
    return [
        {"type": child["type"], **_struct(_field_block(child["type"]), child["value"])}
        for child in stream.get_prep_value()
        if child["type"] in FIELD_TYPES
    ]


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
        for name, block in _field_block(item["type"]).child_blocks.items():
            if isinstance(block, blocks.ListBlock) and name in value:
                value[name] = [_envelope(part) for part in value[name]]
        for name in ("visible_if", "required_if"):
            value[name] = conditions_stream(value.get(name) or [])
        stream.append({"type": item["type"], "value": value})
    return stream
