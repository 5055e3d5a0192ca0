"""Reads the texts of the demo city, which are TOML files beside this one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.utils.html import escape

Texts = dict[str, Any]

FOLDER = Path(__file__).parent


def read(name: str) -> Texts:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def in_language(entry: Texts, key: str, code: str) -> Any:
    """A text in that language: under ``es`` or as ``…_es``, else the English one."""
    if code == "en":
        return entry.get(key, "")
    return entry.get(code, {}).get(key) or entry.get(f"{key}_{code}") or entry.get(key, "")


def bullets(items: Any) -> str:
    """A list as rich text; text stays as it is."""
    if isinstance(items, str):
        return items
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def body(parts: Any) -> list[tuple[str, Any]]:
    """The blocks of a page: parts with a heading and a text in HTML, or one text."""
    if isinstance(parts, str):
        parts = [{"text": parts}] if parts else []
    blocks: list[tuple[str, Any]] = []
    for part in parts:
        if heading := part.get("heading"):
            blocks.append(("heading", {"text": heading, "level": "h2"}))
        blocks.append(("text", part["text"]))
    return blocks
