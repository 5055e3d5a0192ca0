"""Colours as people see them: how well a text can be read on a ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

INK = "#14213d"
PAPER = "#faf8f3"
WHITE = "#ffffff"

READABLE = 4.5  # Level AA for text of normal size.

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Write the colour as # and six digits, such as #0b5b5e.")
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``: 0 is black, 1 is white."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Ratio of the lighter to the darker colour, from 1 (the same) to 21 (black and white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Blend ``share`` (0 to 1) of the other colour into the first."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable_on(ground: str, colour: str, *, towards: str) -> str:
    """Shift a colour step by step until it can be read on that ground."""
    for step in range(21):
        shifted = mix(colour, towards, step / 20)
        if contrast(shifted, ground) >= READABLE:
            return shifted
    return towards
