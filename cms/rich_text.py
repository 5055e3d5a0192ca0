"""The editor's box for rich text."""

from __future__ import annotations

import re
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

_EMPTY = re.compile(r"(<p[^>]*>\s*(<br/?>)?\s*</p>\s*)*")


class RichTextArea(DraftailRichTextArea):
    """Draftail, but a box that was left empty is empty.

    Wagtail stores an empty paragraph then, which pages and forms would take for a text: they would
    show a heading with nothing below it, and a box that must be filled in would count as filled in.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        html: str | None = super().value_from_datadict(data, files, name)
        return "" if html and _EMPTY.fullmatch(html) else html
