"""Colours that pages set on each other can be told apart, light and dark (WCAG 1.4.3, 1.4.11)."""

from __future__ import annotations

import re

import pytest

from cms.colours import contrast
from tests.design.fixtures import ROOT

SHEET = (ROOT / "frontend" / "scss" / "_tokens.scss").read_text()
GROUNDS = ("paper", "surface")
TEXT = [
    *((text, ground) for text in ("ink", "text-2", "brand", "deep", "bad") for ground in GROUNDS),
    *((text, ground) for text in ("ok", "warn", "info", "visited") for ground in GROUNDS),
    *((text, "tint") for text in ("ink", "text-2", "brand")),
    *((f"{state}", f"{state}-tint") for state in ("ok", "warn", "bad", "info")),
    *(("ink", f"{state}-tint") for state in ("ok", "warn", "bad", "info")),
    ("on-brand", "brand"),
    ("on-brand", "deep"),
    ("on-band", "band"),
    ("on-band", "band-deep"),
    ("on-sun", "sun"),
    ("focus-ink", "focus"),
    ("surface", "bad"),
    ("paper", "ink"),
]
CONTROLS = [
    *((line, ground) for line in ("control", "brand", "bad", "ok") for ground in GROUNDS),
    ("brand", "tint"),
    ("focus-ink", "focus"),
    ("sun", "band-deep"),
]


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme, with references followed to their end."""
    dark, light = SHEET.split(":root {", 1)
    values = dict(re.findall(r"--([\w-]+): ([^;]+);", light.split("}", 1)[0]))
    if theme == "dark":
        values |= dict(re.findall(r"--([\w-]+): ([^;]+);", dark))
    return {name: _resolved(value, values) for name, value in values.items()}


def _resolved(value: str, values: dict[str, str]) -> str:
    """What the city's own colour falls back to, or the colour that is named."""
    if fallback := re.fullmatch(r"var\(--ec-[\w-]+, (#\w+)\)", value):
        return fallback[1]
    if named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return _resolved(values[named[1]], values)
    return value


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(theme: str, text: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROLS)
def test_the_outline_of_a_control_can_be_seen(theme: str, line: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[line], colours[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_of_focus_stands_out_from_every_ground(theme: str) -> None:
    """It has two colours, so that one of them shows wherever it is drawn."""
    colours = tokens(theme)
    for ground in ("paper", "surface", "band", "band-deep", "tint"):
        ring = (colours["focus"], colours["focus-ink"])
        assert max(contrast(colour, colours[ground]) for colour in ring) >= 3, ground


def test_both_themes_name_the_same_colours() -> None:
    dark = set(re.findall(r"--([\w-]+): #", SHEET.split(":root {", 1)[0]))
    assert dark <= set(tokens("light"))
