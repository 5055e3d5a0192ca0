from __future__ import annotations

import pytest

from forms_engine.engine.receipts.glyphs import legible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada O’Neill", "Ada O’Neill"),
        ("two\nlines", "two\nlines"),
        ("bell\x07", "bell"),
        ("private \ue000", "private [U+E000]"),
        ("not assigned \U0001fff0", "not assigned [U+1FFF0]"),
    ],
)
def test_what_no_font_can_draw_is_written_as_its_number(text, shown):
    assert legible(text) == shown
