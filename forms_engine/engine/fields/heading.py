"""A heading between questions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from forms_engine.engine.fields.base import FieldType


@dataclass(frozen=True, kw_only=True)
class Heading(FieldType):
    """A heading between questions; its label is the heading, and it asks nothing."""

    slug = "heading"
    name = _("Section heading")
    explanation = _("A heading that sets questions apart. It asks nothing.")
    icon = "h2"
    group = "content"
    template = "forms_engine/fields/heading.html"
    operators = ()
    holds_answer = False

    required: bool = False
