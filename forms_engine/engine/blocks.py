"""The Wagtail blocks in which an editor builds a step: one block a field type, and conditions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from forms_engine.engine.fields import FIELD_TYPES, FieldType
from forms_engine.engine.logic import OPERATORS

OPERATOR_CHOICES = [(operator.slug, operator.label) for operator in OPERATORS.values()]

# How deep groups of conditions may nest in the editor. The engine itself knows no limit.
DEPTH = 3

# Under which heading the editor finds the field types of a group.
GROUPS: Mapping[str, Promise] = {
    "text": _("Text"),
    "people": _("People and places"),
    "numbers": _("Numbers"),
    "dates": _("Dates"),
    "choices": _("Choices"),
    "files": _("Files"),
    "content": _("Text and headings without an answer"),
}


class CompareBlock(blocks.StructBlock):
    """One answer against one value.

    The boxes hold plain text; ``condition-block.js`` puts lists in their place which offer only
    the questions before this one, the tests that fit, and the options there are.
    """

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
        label = _("Answer to a question")
        form_classname = "struct-block ea-compare"


class CompareBlockAdapter(StructBlockAdapter):
    js_constructor = "forms_engine.CompareBlock"

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["engine/authoring/condition-block.js"])


register(CompareBlockAdapter(), CompareBlock)

# One object for all places: the editor's page then describes it only once.
COMPARE = CompareBlock()


@functools.cache
def conditions_block(name: str = "", depth: int = DEPTH) -> blocks.StreamBlock:
    """A list of conditions that must all hold, with nested groups down to ``depth``.

    ``name`` is one of `CONDITION_LABELS`; the same name and depth is the same object.
    """
    children: list[tuple[str, blocks.Block]] = [("compare", COMPARE)]
    if depth > 1:
        children += [(kind, conditions_block(kind, depth - 1)) for kind in ("any", "all", "not")]
    label, icon, help_text = CONDITION_LABELS[name]
    return blocks.StreamBlock(
        children, required=False, label=label, icon=icon, help_text=help_text, collapsed=False
    )


CONDITION_LABELS: Mapping[str, tuple[Any, str, Any]] = {
    "": (None, "placeholder", None),
    "visible_if": (
        _("Show only if"),
        "view",
        _("Leave it empty to show it always. All conditions in the list must hold."),
    ),
    "required_if": (
        _("Must be answered only if"),
        "circle-check",
        _("Leave it empty to go by the tick above. All conditions in the list must hold."),
    ),
    "stop_if": (_("Stop if"), "no-view", _("All conditions in the list must hold.")),
    "any": (_("At least one of"), "list-ul", None),
    "all": (_("All of"), "tasks", None),
    "not": (_("Not all of"), "cross", None),
}


def field_block(kind: type[FieldType]) -> blocks.StructBlock:
    """The block of one field type: what all fields have, then its own options."""
    children: list[tuple[str, blocks.Block]] = [("label", _label_block(kind))]
    if kind.holds_answer:
        children += [
            ("help_text", blocks.CharBlock(required=False, max_length=500, label=_("Hint"))),
            (
                "required",
                blocks.BooleanBlock(required=False, default=True, label=_("Must be answered")),
            ),
        ]
    children += [*kind.option_blocks(), ("key", _key_block(kind))]
    children.append(("visible_if", conditions_block("visible_if")))
    if kind.holds_answer:
        children.append(("required_if", conditions_block("required_if")))
    return blocks.StructBlock(
        children,
        icon=kind.icon,
        label=kind.name,
        group=GROUPS[kind.group],
        help_text=kind.explanation,
        description=kind.explanation,
        label_format="{label}",
        form_classname="struct-block ea-field",
    )


def _label_block(kind: type[FieldType]) -> blocks.CharBlock:
    return blocks.CharBlock(
        required=kind.holds_answer,
        max_length=250,
        label=_("Question") if kind.holds_answer else _("Heading"),
    )


def _key_block(kind: type[FieldType]) -> blocks.CharBlock:
    help_text = _(
        "The fixed name under which answers are stored. "
        "Leave it empty: it is made from the question when you save."
    )
    return blocks.CharBlock(required=False, max_length=60, label=_("Key"), help_text=help_text)


class FieldsBlock(blocks.StreamBlock):
    """All field types. Groups come in the order of `GROUPS`, types in that of `FIELD_TYPES`."""

    def ordered_child_blocks(self) -> list[blocks.Block]:
        order = {str(label): number for number, label in enumerate(GROUPS.values())}
        return sorted(self.child_blocks.values(), key=lambda child: order[str(child.meta.group)])


def fields_block() -> blocks.StreamBlock:
    """The block of a step's fields."""
    return FieldsBlock(
        [(slug, field_block(kind)) for slug, kind in FIELD_TYPES.items()],
        required=False,
        collapsed=True,
    )


@functools.cache
def stops_block() -> blocks.StreamBlock:
    """The block of a form's eligibility stops."""
    stop = blocks.StructBlock(
        [
            ("title", blocks.CharBlock(max_length=200, label=_("Title"))),
            (
                "body",
                blocks.RichTextBlock(
                    required=False,
                    features=["bold", "italic", "ol", "ul", "link"],
                    label=_("Why, and what people can do instead"),
                ),
            ),
            ("visible_if", conditions_block("stop_if")),
        ],
        icon="no-view",
        label=_("Stop"),
        label_format="{title}",
        form_classname="struct-block ea-field",
    )
    return blocks.StreamBlock([("stop", stop)], required=False)
