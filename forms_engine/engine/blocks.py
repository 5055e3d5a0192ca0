"""The Wagtail blocks in which an editor builds a step: one block a field type, and conditions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields import FIELD_TYPES, FieldType
from forms_engine.engine.logic import OPERATORS

OPERATOR_CHOICES = [(operator.slug, operator.label) for operator in OPERATORS.values()]

# How deep groups of conditions may nest in the editor. The engine itself knows no limit.
DEPTH = 3


class CompareBlock(blocks.StructBlock):
    """One answer against one value."""

    key = blocks.CharBlock(max_length=60, label=_("Question"))
    operator = blocks.ChoiceBlock(choices=OPERATOR_CHOICES, default="is", label=_("Test"))
    value = blocks.CharBlock(
        required=False,
        max_length=500,
        label=_("Value"),
        help_text=_("Several values: separate them by commas."),
    )

    class Meta:
        icon = "help"
        label = _("Answer")


def conditions_block(depth: int = DEPTH, **options: Any) -> blocks.StreamBlock:
    """A list of conditions that must all hold, with nested groups down to ``depth``."""
    children: list[tuple[str, blocks.Block]] = [("compare", CompareBlock())]
    if depth > 1:
        children += [
            ("any", conditions_block(depth - 1, label=_("At least one of"), icon="list-ul")),
            ("all", conditions_block(depth - 1, label=_("All of"), icon="tasks")),
            ("not", conditions_block(depth - 1, label=_("Not all of"), icon="cross")),
        ]
    return blocks.StreamBlock(children, required=False, **options)


def field_block(kind: type[FieldType]) -> blocks.StructBlock:
    """The block of one field type: what all fields have, then its own options."""
    own = kind.option_blocks()
    children: list[tuple[str, blocks.Block]] = [
        (
            "label",
            blocks.CharBlock(
                required=kind.holds_answer,
                max_length=250,
                label=_("Question") if kind.holds_answer else _("Heading"),
            ),
        )
    ]
    if kind.holds_answer:
        children += [
            ("help_text", blocks.CharBlock(required=False, max_length=500, label=_("Hint"))),
            (
                "required",
                blocks.BooleanBlock(required=False, default=True, label=_("Must be answered")),
            ),
        ]
    children += own
    children += [
        (
            "key",
            blocks.CharBlock(
                required=False,
                max_length=60,
                label=_("Key"),
                help_text=_(
                    "The fixed name under which answers are stored. "
                    "Made from the question when you leave it empty; never change it later."
                ),
            ),
        ),
        ("visible_if", conditions_block(label=_("Show only if"))),
    ]
    if kind.holds_answer:
        children.append(("required_if", conditions_block(label=_("Must be answered only if"))))
    return blocks.StructBlock(
        children, icon=kind.icon, label=kind.name, group=str(kind.group), form_classname="struct-block"
    )


def fields_block() -> blocks.StreamBlock:
    """All field types, in the order of `FIELD_TYPES`."""
    return blocks.StreamBlock(
        [(slug, field_block(kind)) for slug, kind in FIELD_TYPES.items()], required=False
    )
