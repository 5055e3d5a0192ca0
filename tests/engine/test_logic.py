"""Conditions mean the same on the server and in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forms_engine.engine.logic import (
    All,
    AnyOf,
    Comparable,
    Compare,
    Condition,
    Not,
    evaluate,
    to_json,
)

HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = json.loads((HERE.parent / "vectors" / "logic.json").read_text())

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")


def tree(raw: dict[str, Any]) -> Condition:
    """The typed tree of what `to_json` writes."""
    if raw["type"] == "compare":
        value = tuple(raw["value"]) if isinstance(raw["value"], list) else raw["value"]
        return Compare(raw["key"], raw["operator"], value, Comparable(raw["kind"]))
    group = {"all": All, "any": AnyOf, "not": Not}[raw["type"]]
    return group(tuple(tree(part) for part in raw["of"]))


def in_the_browser(cases: list[dict[str, Any]]) -> list[bool]:
    """What frontend/js/logic.js says, all cases in one process."""
    ran = subprocess.run(
        ["node", HERE / "evaluate.mjs"],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[bool] = json.loads(ran.stdout)
    return answers


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_server_evaluates_as_written(vector):
    assert evaluate(tree(vector["condition"]), vector["answers"]) is vector["holds"]


@needs_node
def test_the_browser_evaluates_as_written():
    wrong = [
        vector["name"]
        for vector, holds in zip(VECTORS, in_the_browser(VECTORS), strict=True)
        if holds is not vector["holds"]
    ]
    assert wrong == []


def test_a_tree_comes_back_from_its_json():
    for vector in VECTORS:
        assert to_json(tree(vector["condition"])) == vector["condition"]


# Text of any letters that a browser can send: all but lone halves of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
NUMBERS = st.one_of(
    st.integers(-30, 30),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda n: format(n, "f")),
    st.sampled_from(["007", "-0", ".5", "5.", "+1", "1e5", "", " 1"]),
)
DATES = st.dates().map(lambda date: date.isoformat())
ANSWERS = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    DATES,
    TEXTS,
    st.lists(TEXTS, max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
)
KEYS = st.sampled_from(["a", "b", "c", "constructor"])
ORDERED = ["is", "is_not", "at_least", "at_most", "more_than", "less_than", "before", "after"]


def _compares() -> st.SearchStrategy[Compare]:
    def of(kind: Comparable, value: st.SearchStrategy[Any], operators: list[str]) -> Any:
        one = st.builds(Compare, KEYS, st.sampled_from(operators), value, st.just(kind))
        several = st.lists(value, min_size=1, max_size=3).map(tuple)
        return one | st.builds(
            Compare, KEYS, st.sampled_from(["one_of", "none_of"]), several, st.just(kind)
        )

    number = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(
        lambda n: format(n, "f")
    )
    listed = st.lists(TEXTS, max_size=3).map(tuple)
    return st.one_of(
        of(Comparable.TEXT, TEXTS.filter(bool), ["is", "is_not", "contains"]),
        of(Comparable.NUMBER, number, ORDERED),
        of(Comparable.DATE, DATES, ORDERED),
        st.builds(
            Compare,
            KEYS,
            st.sampled_from(["is", "is_not"]),
            st.booleans(),
            st.just(Comparable.BOOLEAN),
        ),
        st.builds(
            Compare, KEYS, st.sampled_from(["is", "is_not"]), listed, st.just(Comparable.LIST)
        ),
        of(Comparable.LIST, TEXTS.filter(bool), ["contains"]),
        st.builds(
            Compare,
            KEYS,
            st.sampled_from(["answered", "empty"]),
            st.none(),
            st.just(Comparable.PRESENCE),
        ),
    )


TREES: st.SearchStrategy[Condition] = st.recursive(
    _compares(),
    lambda parts: st.one_of(
        *(
            st.lists(parts, max_size=3).map(lambda of, group=group: group(tuple(of)))
            for group in (All, AnyOf, Not)
        )
    ),
    max_leaves=12,
)
CASES = st.tuples(TREES, st.dictionaries(KEYS, ANSWERS, max_size=4))


@needs_node
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # A batch is too large to be made smaller in sensible time; the assertion names the culprit.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(CASES, min_size=40, max_size=40))
def test_both_evaluators_agree_on_whatever_there_is(cases):
    sent = [{"condition": to_json(tree), "answers": answers} for tree, answers in cases]
    there = in_the_browser(sent)
    wrong = [
        case
        for case, (tree, answers), holds in zip(sent, cases, there, strict=True)
        if evaluate(tree, answers) is not holds
    ]
    assert wrong[:1] == []
