"""Amounts of money as people write them."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, override

NO_BREAK = "\N{NO-BREAK SPACE}"

# Decimals of the currencies that have not two (ISO 4217).
EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}  # fmt: skip
SYMBOLS = {
    "EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩",
    "NGN": "₦", "TRY": "₺", "UAH": "₴", "VND": "₫",
}  # fmt: skip
# Languages that write the currency in front of the number (CLDR): joined to it, or apart.
JOINED_BEFORE = {"en", "ga", "ja", "ko", "zh", "hi", "th", "cy", "mt"}
APART_BEFORE = {"nl", "tr", "nb", "pt-br"}


def exponent(currency: str) -> int:
    """How many decimals the currency has: its minor unit is 10 to the power of minus that."""
    return EXPONENTS.get(currency, 2)


def written(minor: int, currency: str) -> str:
    """Write an amount in minor units in the language of the page."""
    return format_amount(minor, currency, get_language() or settings.LANGUAGE_CODE)


def to_major(minor: int, currency: str) -> Decimal:
    """The amount in the currency's own unit: 2550 cents are 25.50 euros."""
    return Decimal(minor).scaleb(-exponent(currency))


def format_amount(minor: int, currency: str, language: str) -> str:
    """Write an amount in minor units as the language does: ``€25.50``, ``25,50 €``.

    A currency without a sign of its own is written by its code. The parts never break apart at
    the end of a line.
    """
    return format_major(to_major(minor, currency), currency, language)


def format_major(amount: Decimal, currency: str, language: str) -> str:
    """Write an amount in the currency's own unit as ``format_amount`` does."""
    with override(language):
        number = number_format(abs(amount), exponent(currency), use_l10n=True, force_grouping=True)
    number = number.replace(" ", NO_BREAK)
    sign = "−" if amount < 0 else ""
    symbol = SYMBOLS.get(currency, currency)
    base = language.partition("-")[0]
    if language.lower() in APART_BEFORE or base in APART_BEFORE:
        return f"{symbol}{NO_BREAK}{sign}{number}"
    if base in JOINED_BEFORE:
        gap = NO_BREAK if symbol.isalpha() else ""
        return f"{sign}{symbol}{gap}{number}"
    return f"{sign}{number}{NO_BREAK}{symbol}"
