"""Reference numbers that people can read out on the phone.

Eight random characters of Crockford's base 32 and one check character, its check symbol modulo 37
(https://www.crockford.com/base32.html, section "Checksum"). Numbers whose check symbol would be one
of the five signs beyond base 32 are drawn again, so that a reference is letters and digits only.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

# What people write for what they read.
MISREAD = str.maketrans("OILU", "011V", "- ")


def _check(body: str) -> int:
    number = 0
    for character in body:
        number = number * 32 + ALPHABET.index(character)
    return number % 37


def new_reference() -> str:
    """Draw a reference: nine characters that say nothing about person or request."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if (check := _check(body)) < len(ALPHABET):
            return body + ALPHABET[check]


def written(reference: str) -> str:
    """The reference as it is shown: ``K7QM-2XHP-9``."""
    if len(reference) != LENGTH + 1:
        return reference
    return f"{reference[:4]}-{reference[4:8]}-{reference[8]}"


def read(text: str) -> str:
    """Read a reference as somebody typed it; empty when it cannot be one."""
    reference = "".join(text.split()).upper().translate(MISREAD)
    if len(reference) != LENGTH + 1 or any(c not in ALPHABET for c in reference):
        return ""
    return reference if _check(reference[:LENGTH]) == ALPHABET.index(reference[-1]) else ""
