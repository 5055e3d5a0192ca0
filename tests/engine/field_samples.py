"""One sample a field type: its options, posts it takes with what is stored, posts it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

OPTIONS = [{"value": "a", "label": "Apple"}, {"value": "b", "label": "Bread", "hint": "Fresh"}]


@dataclass(frozen=True)
class Sample:
    """Posts hold raw values by the end of the box's name: ``""`` for ``key``, ``"_day"`` …"""

    options: dict[str, Any] = field(default_factory=dict)
    good: list[tuple[dict[str, Any], Any]] = field(default_factory=list)
    bad: list[dict[str, Any]] = field(default_factory=list)
    shown: list[tuple[Any, str]] = field(default_factory=list)


def one(value: Any) -> dict[str, Any]:
    return {"": value}


SAMPLES: dict[str, Sample] = {
    "text": Sample(
        {"max_length": 10},
        good=[(one(" O’Neill "), "O’Neill"), (one("🐕 مرحبا"), "🐕 مرحبا"), (one(""), None)],
        bad=[one("x" * 11)],
        shown=[("O’Neill", "O’Neill")],
    ),
    "long_text": Sample(
        {"max_length": 20, "rows": 3},
        good=[(one("two\r\nlines"), "two\nlines"), (one("  "), None)],
        bad=[one("x" * 21)],
        shown=[("two\nlines", "two\nlines")],
    ),
    "name": Sample(
        good=[
            ({"_first": "Nguyễn Thị", "_last": "Thảo"}, {"first": "Nguyễn Thị", "last": "Thảo"}),
            ({"_first": "Sukarno"}, {"first": "Sukarno"}),
            ({"_first": "", "_last": ""}, None),
        ],
        bad=[{"_last": "only"}, {"_first": "x" * 500}],
        shown=[({"first": "Ada", "last": "O’Neill"}, "Ada O’Neill")],
    ),
    "email": Sample(
        good=[(one("ada@example.org"), "ada@example.org")],
        bad=[one("ada"), one("ada@"), one("a@b"), one("x" * 300 + "@example.org")],
        shown=[("ada@example.org", "ada@example.org")],
    ),
    "phone": Sample(
        good=[(one("912 345 678"), "+351912345678"), (one("+44 20 7946 0000"), "+442079460000")],
        bad=[one("12"), one("call me"), one("+")],
        shown=[("+351912345678", "+351 912 345 678"), ("broken", "broken")],
    ),
    "address": Sample(
        good=[
            (
                {"_street": "Bell Lane 16", "_postcode": "4100-030", "_city": "Lindenport"},
                {"street": "Bell Lane 16", "postcode": "4100-030", "city": "Lindenport"},
            )
        ],
        bad=[{"_street": "Bell Lane 16"}, {"_city": "Lindenport"}],
        shown=[({"street": "Bell Lane 16", "postcode": "1", "city": "L"}, "Bell Lane 16\n1 L")],
    ),
    "integer": Sample(
        {"min_value": 1, "max_value": 5000},
        good=[(one("1 000"), 1000), (one("3"), 3), (one(""), None)],
        bad=[
            one("0"),
            one("5001"),
            one("2,5"),
            one("three"),
            one("1e3"),
            one("NaN"),
            one("9" * 40),
        ],
        shown=[(1000, "1,000"), ("old text", "old text")],
    ),
    "decimal": Sample(
        {"decimal_places": 2},
        good=[
            (one("2,5"), "2.5"),
            (one("1.234,50"), "1234.50"),
            (one("1,234.50"), "1234.50"),
            (one("-3"), "-3"),
        ],
        bad=[one("2.555"), one("1.2.3"), one("∞"), one("Infinity")],
        shown=[("1234.5", "1,234.5")],
    ),
    "money": Sample(
        good=[(one("84"), "84.00"), (one("1 234,5"), "1234.50")],
        bad=[one("-1"), one("1.999"), one("free")],
        shown=[("84.00", "€84.00")],
    ),
    "date": Sample(
        {"allow_future": False},
        good=[({"_day": "7", "_month": "02", "_year": "2024"}, "2024-02-07")],
        bad=[
            {"_day": "31", "_month": "2", "_year": "2024"},
            {"_day": "1", "_month": "1", "_year": "24"},
            {"_day": "1", "_month": "", "_year": "2024"},
            {"_day": "1", "_month": "1", "_year": "9999"},
            {"_day": "a", "_month": "b", "_year": "c"},
        ],
        shown=[("2024-02-07", "Feb. 7, 2024"), ("never", "never")],
    ),
    "yes_no": Sample(
        good=[(one("true"), True), (one("false"), False)],
        bad=[one("maybe")],
        shown=[(True, "Yes"), (False, "No")],
    ),
    "radios": Sample(
        {"options": OPTIONS},
        good=[(one("b"), "b")],
        bad=[one("c")],
        shown=[("b", "Bread"), ("gone", "gone")],
    ),
    "checkboxes": Sample(
        {"options": OPTIONS, "max_choices": 1},
        good=[(one(["b"]), ["b"]), (one([]), None)],
        bad=[one(["a", "b"]), one(["c"])],
        shown=[(["a", "b"], "Apple\nBread"), (["gone"], "gone")],
    ),
    "select": Sample(
        {"options": OPTIONS},
        good=[(one("a"), "a"), (one(""), None)],
        bad=[one("c")],
        shown=[("a", "Apple")],
    ),
    "files": Sample(
        {"max_files": 2, "accept": ["pdf"]},
        good=[({}, None)],
        shown=[([{"id": "1", "name": "a.pdf", "size": 2048}], "a.pdf (2.0\xa0KB)")],
    ),
    "consent": Sample(
        {"text": "I agree"}, good=[(one("on"), True), ({}, None)], shown=[(True, "Agreed")]
    ),
    "heading": Sample(),
    "static": Sample({"body": "<p>Hello</p>"}),
}
