"""Random forms, and random residents who fill them in: sensible, careless and hostile ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.logic import OPERATORS
from tests.engine.field_samples import OPTIONS, SAMPLES

ASKING = [slug for slug, kind in FIELD_TYPES.items() if kind.holds_answer]
OPERANDS = {"number": ["0", "2", "3.5", "-1"], "date": ["2024-02-07", "2030-01-01"]}
HOSTILE = [
    "", " ", "\x00", "<script>alert(1)</script>", "' OR 1=1 --", "\u202egnp.exe", "🐕" * 40,
    "9" * 300, "-1", "1e999", "NaN", "true", "{}", "[]", "%00", "../../etc/passwd", "a" * 30_000,
    "{{ 7*7 }}", "\r\n\r\n", "\ufeff", "ﷺ" * 20,
]  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn, before: list[dict[str, Any]], depth: int = 2) -> list[Any]:
    """A condition on the fields before; often none."""
    askable = [field for field in before if FIELD_TYPES[field["type"]].operators]
    if not askable or draw(st.integers(0, 2)) == 0:
        return []
    return [draw(_node(askable, depth)) for _ in range(draw(st.integers(1, 2)))]


@st.composite
def _node(draw: st.DrawFn, before: list[dict[str, Any]], depth: int) -> dict[str, Any]:
    if depth and draw(st.integers(0, 3)) == 0:
        parts = [draw(_node(before, depth - 1)) for _ in range(draw(st.integers(0, 3)))]
        return {"type": draw(st.sampled_from(["all", "any", "not"])), "of": parts}
    field = draw(st.sampled_from(before))
    kind = FIELD_TYPES[field["type"]]
    operator = OPERATORS[draw(st.sampled_from(kind.operators))]
    node = {"type": "compare", "key": field["key"], "operator": operator.slug}
    if operator.operand != "none":
        operands = OPERANDS.get(kind.comparable, ["a", "b", "x", "O’Neill"])
        if kind.comparable == "boolean":
            operands = ["true", "false"]
        value = draw(st.sampled_from(operands))
        node["value"] = [value] if operator.operand == "several" else value
    return node


@st.composite
def _field(draw: st.DrawFn, number: int, before: list[dict[str, Any]]) -> dict[str, Any]:
    slug = draw(st.sampled_from(list(FIELD_TYPES)))
    kind = FIELD_TYPES[slug]
    field = {"type": slug, "key": f"q{number}", "label": f"Question {number}"}
    field |= SAMPLES[slug].options
    if "options" in field:
        field["options"] = OPTIONS
    if condition := draw(conditions(before)):
        field["visible_if"] = condition
    if kind.holds_answer:
        field["required"] = draw(st.booleans())
        if draw(st.integers(0, 3)) == 0 and (condition := draw(conditions(before))):
            field["required_if"] = condition
    return field


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """The JSON of a form of one to four steps that has no mistakes."""
    before: list[dict[str, Any]] = []
    steps = []
    number = 0
    for position in range(draw(st.integers(1, 4))):
        step: dict[str, Any] = {"slug": f"step-{position}", "title": f"Step {position}"}
        if position and (condition := draw(conditions(before))):
            step["visible_if"] = condition
        step["fields"] = []
        for _ in range(draw(st.integers(0, 4))):
            field = draw(_field(number, before))
            number += 1
            step["fields"].append(field)
            if FIELD_TYPES[field["type"]].holds_answer:
                before.append(field)
        steps.append(step)
    settings: dict[str, Any] = {"anonymous": True}
    if draw(st.booleans()):
        settings["declaration"] = "All of this is true."
    if condition := draw(conditions(before)):
        settings["stops"] = [{"visible_if": condition, "title": "Not for you", "body": "<p>x</p>"}]
    return {
        "format": 1,
        "slug": "random",
        "title": "A random form",
        "department": "revenue",
        "settings": settings,
        "steps": steps,
    }


def good_post(slug: str, draw: st.DrawFn) -> dict[str, Any]:
    """Raw values, by the end of the box's name, that the field takes."""
    posts = [post for post, stored in SAMPLES[slug].good if stored is not None]
    return dict(draw(st.sampled_from(posts))) if posts else {}


def bad_post(slug: str, draw: st.DrawFn) -> dict[str, Any]:
    """Raw values that the field refuses, or that nobody in good faith would send."""
    refused = SAMPLES[slug].bad
    if refused and draw(st.booleans()):
        return dict(draw(st.sampled_from(refused)))
    ends = list((SAMPLES[slug].good or [({"": ""}, None)])[0][0]) or [""]
    return {end: draw(st.sampled_from(HOSTILE)) for end in ends}
