"""The editor's box for rich text."""

from __future__ import annotations

import json
import re

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget

from cms.rich_text import RichTextArea


def typed(*lines: str) -> str:
    """What the box sends for these paragraphs."""
    blocks = [
        {
            "key": f"key{number}",
            "text": line,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        for number, line in enumerate(lines)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


@pytest.mark.parametrize("lines", [[], [""], ["", " ", ""]])
def test_a_box_that_was_left_empty_is_empty(lines):
    widget = get_rich_text_editor_widget()
    assert isinstance(widget, RichTextArea)
    assert widget.value_from_datadict({"text": typed(*lines)}, {}, "text") == ""


def test_a_text_stays_with_its_empty_lines():
    sent = {"text": typed("One", "", "two")}
    html = get_rich_text_editor_widget().value_from_datadict(sent, {}, "text")
    assert html is not None
    assert re.sub(r' data-block-key="\w+"', "", html) == "<p>One</p><p></p><p>two</p>"
