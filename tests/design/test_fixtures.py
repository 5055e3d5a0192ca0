"""Our components against govuk-frontend's own examples: elements, attributes, classes, text."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.design.fixtures import ROOT, Example, examples, rendered, tree

# What differs on purpose, and why.
EXCEPTIONS = {
    "select: with falsy values": "Python writes False where a script writes false; we pass texts.",
}
EXAMPLES = list(examples())
PAGE = ROOT / "docs" / "design-system.md"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_a_component_draws_the_example_of_govuk_frontend(example: Example) -> None:
    same = tree(rendered(example)) == tree(example.html)
    if example.id in EXCEPTIONS:
        assert not same, "It is the same now: take it off the list of exceptions."
    else:
        assert tree(rendered(example)) == tree(example.html)


def test_the_published_number_is_the_number_that_passes() -> None:
    """Fewer that pass fail above; more or fewer examples in all fail here."""
    count = Counter(example.component for example in EXAMPLES)
    passed = len(EXAMPLES) - len(EXCEPTIONS)
    stated = f"**{passed} of {len(EXAMPLES)} examples** of {len(count)} components"
    assert stated in PAGE.read_text()
