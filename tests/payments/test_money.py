"""Amounts as people write them in their language."""

import pytest

from payments.money import format_amount, to_major


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (2500, "EUR", "en", "€25.00"),
        (2500, "EUR", "es", "25,00\u00a0€"),
        (123456789, "EUR", "en", "€1,234,567.89"),
        (123456789, "EUR", "es", "1\u00a0234\u00a0567,89\u00a0€"),
        (123456789, "EUR", "de", "1.234.567,89\u00a0€"),
        (5, "EUR", "en", "€0.05"),
        (-2500, "EUR", "en", "−€25.00"),
        (2500, "CHF", "en", "CHF\u00a025.00"),
        (2500, "CHF", "de", "25,00\u00a0CHF"),
        (2500, "EUR", "nl", "€\u00a025,00"),
        (2500, "JPY", "en", "¥2,500"),
        (2500, "JPY", "es", "2\u00a0500\u00a0¥"),
        (2500, "TND", "en", "TND\u00a02.500"),
        (2500, "USD", "xx", "25.00\u00a0$"),
    ],
)
def test_an_amount_is_written_as_the_language_does(minor, currency, language, text):
    assert format_amount(minor, currency, language) == text


def test_the_largest_amount_loses_no_cent():
    assert str(to_major(2**63 - 1, "EUR")) == "92233720368547758.07"
