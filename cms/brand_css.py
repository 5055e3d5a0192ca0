"""The city's colours as a style sheet."""

from __future__ import annotations

from cms.branding import Branding
from cms.colours import readable_on

# Grounds of the dark theme, on which the main colour must be readable as a link.
DARK_SURFACE = "#182437"


def style_sheet(branding: Branding) -> str:
    """Custom properties of the light and the dark theme, as the compiled style sheet reads them."""
    light = {
        "--ec-brand": branding.brand,
        "--ec-deep": branding.deep,
        "--ec-tint": branding.tint,
        "--ec-sun": branding.sun,
    }
    return _rule(":root", light)


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def dark_brand(branding: Branding) -> str:
    """The main colour, lightened until it can be read on the dark theme's ground."""
    return readable_on(DARK_SURFACE, branding.brand, towards="#ffffff")
