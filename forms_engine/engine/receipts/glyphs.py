"""Characters for which this machine has no font.

PDF/UA forbids the empty box that a missing glyph leaves, and rightly: whoever reads the receipt
would not learn what stood there. Such a character is written as its Unicode number instead.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import unicodedata

# Joins or varies the characters around it, so it means nothing beside one that cannot be drawn.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


@functools.lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether some installed font can draw the character; letters of Latin scripts always can."""
    if ord(character) < 0x250 or unicodedata.category(character) in {"Zs", "Cf"}:
        return True
    program = shutil.which("fc-list")
    if program is None:
        return True
    command = [program, f":charset={ord(character):x}", "family"]
    found = subprocess.run(command, capture_output=True, check=False, timeout=10)
    return bool(found.stdout.strip())


def legible(text: str) -> str:
    """The text with every character that cannot be drawn as its number: ``[U+1FAE8]``."""
    shown = []
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character != "\n":
            shown.append("" if character < " " else f"[U+{ord(character):04X}]")
        elif character not in _JOINERS:
            shown.append(character if has_glyph(character) else f"[U+{ord(character):04X}]")
    return "".join(shown)
