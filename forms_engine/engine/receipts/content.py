"""What a receipt says, as plain data for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms_engine.engine.fields import FieldType
from forms_engine.engine.models import Submission
from forms_engine.engine.receipts.glyphs import legible


@dataclass(frozen=True)
class Line:
    """One question and its answer; no answer means that it was left empty."""

    label: str
    answer: str
    is_answered: bool


@dataclass(frozen=True)
class Section:
    """One step: its lines, or the fact that it was not asked."""

    title: str
    lines: tuple[Line, ...]
    is_asked: bool


def sections(submission: Submission) -> Iterator[Section]:
    """Every step of the form in order, with what was asked and answered in it."""
    journey = submission.journey
    asked = {stage.slug: stage for stage in journey.stages}
    for step in journey.definition.steps:
        stage = asked.get(step.slug)
        if stage is None:
            yield Section(step.title, (), is_asked=False)
        elif lines := tuple(_lines(stage.shown, submission)):
            yield Section(step.title, lines, is_asked=True)


def _lines(shown: tuple[FieldType, ...], submission: Submission) -> Iterator[Line]:
    for field in shown:
        if field.holds_answer:
            raw = submission.answers.get(field.key)
            yield Line(field.label, legible(field.display(raw)), is_answered=raw is not None)
