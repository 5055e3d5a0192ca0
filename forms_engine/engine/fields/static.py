"""Text between questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import FieldType

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


@dataclass(frozen=True, kw_only=True)
class Static(FieldType):
    """Text between questions. ``body`` is the HTML of Wagtail's rich text; pages clean it first."""

    slug = "static"
    name = _("Text")
    explanation = _("A text between questions, such as an explanation. It asks nothing.")
    icon = "doc-full"
    group = "content"
    template = "forms_engine/fields/static.html"
    operators = ()
    holds_answer = False
    translatable = ("label", "body")

    required: bool = False
    body: str = ""

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        return [("body", blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text")))]

    def problems(self) -> Iterator[tuple[str, str]]:
        if not self.body.strip():
            yield "body", gettext("Write the text, or delete this block.")
