"""The city's colours as a style sheet, loaded after the compiled one."""

from __future__ import annotations

from cms.branding import Branding
from cms.colours import mix, readable_on

WHITE = "#ffffff"
BLACK = "#000000"
# Grounds of the dark theme (frontend/scss/_tokens.scss).
DARK_PAPER = "#10191b"
DARK_SURFACE = "#182427"


def style_sheet(branding: Branding) -> str:
    """Custom properties of the light theme and, derived from them, of the dark one.

    A city that keeps the colours the site comes with keeps its hand-made dark theme, too.
    """
    light = {
        "--ec-brand": branding.brand,
        "--ec-deep": branding.deep,
        "--ec-tint": branding.tint,
        "--ec-sun": branding.sun,
    }
    sheet = _rule(":root", light)
    if branding.brand == Branding._meta.get_field("brand").default:
        return sheet
    dark = dark_colours(branding)
    by_system = _rule(':root:not([data-theme="light"])', dark)
    by_choice = _rule(':root[data-theme="dark"]', dark)
    return f"{sheet}@media screen and (prefers-color-scheme: dark) {{\n{by_system}}}\n{by_choice}"


def dark_colours(branding: Branding) -> dict[str, str]:
    """The city's colours on a dark ground: links and buttons lighter, bands darker."""
    brand = readable_on(DARK_SURFACE, mix(branding.brand, WHITE, 0.3), towards=WHITE)
    return {
        "--brand": brand,
        "--deep": mix(brand, WHITE, 0.4),
        "--on-brand": DARK_PAPER,
        "--band": mix(branding.brand, BLACK, 0.3),
        "--band-deep": mix(branding.deep, BLACK, 0.4),
        "--tint": mix(branding.brand, DARK_PAPER, 0.72),
        "--sun": branding.sun,
    }


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"
