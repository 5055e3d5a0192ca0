"""The steps of a form as the overview lists and draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms_engine.engine.authoring import questions
from forms_engine.engine.authoring.addresses import step_screen
from forms_engine.engine.form import Form
from forms_engine.engine.logic import ConditionError, describe, parse

# Of the picture, in its own units.
WIDTH = 640
BOX = 44
GAP = 34


@dataclass(frozen=True)
class Row:
    """One step; ``condition`` says in words when it is shown, empty for always."""

    number: int
    uid: str
    title: str
    count: int
    condition: str
    url: str
    problems: int = 0
    is_first: bool = False
    is_last: bool = False

    @property
    def top(self) -> int:
        return (self.number - 1) * (BOX + GAP)

    @property
    def text_y(self) -> int:
        return self.top + BOX // 2 + 5

    @property
    def line_from(self) -> int:
        return self.top + BOX

    @property
    def line_to(self) -> int:
        return self.top + BOX + GAP - 6

    @property
    def label_y(self) -> int:
        return self.top - GAP // 2 + 4

    @property
    def short_title(self) -> str:
        return _short(self.title, 44)

    @property
    def short_condition(self) -> str:
        return _short(self.condition, 78)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def rows(form: Form, problems_by_step: dict[int, int]) -> Iterator[Row]:
    steps = list(form.steps.all())
    known: questions.Questions = {}
    for number, step in enumerate(steps):
        raw = step.definition_json
        own = questions.sound(raw["fields"], known)
        yield Row(
            number=number + 1,
            uid=str(step.uid),
            title=step.title,
            count=sum(item["type"] in _asking() for item in raw["fields"]),
            condition=_words(raw["visible_if"], known),
            url=step_screen(form, step),
            problems=problems_by_step.get(number, 0),
            is_first=number == 0,
            is_last=number == len(steps) - 1,
        )
        known |= own


def _asking() -> frozenset[str]:
    from forms_engine.engine.fields import FIELD_TYPES

    return frozenset(slug for slug, kind in FIELD_TYPES.items() if kind.holds_answer)


def _words(raw: list[dict[str, object]], known: questions.Questions) -> str:
    try:
        return describe(parse(raw, known), known)
    except ConditionError as error:
        return str(error)


def height(count: int) -> int:
    """Of the picture, with the end below the last step."""
    return count * (BOX + GAP) + BOX
