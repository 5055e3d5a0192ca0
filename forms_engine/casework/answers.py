"""What the resident answered, question by question, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms_engine.engine.definition import Definition, Step
from forms_engine.engine.journey import Journey, Stage
from forms_engine.engine.models import Attachment, Submission


@dataclass(frozen=True)
class Line:
    """One question: its answer, its files, or the fact that it was not asked."""

    key: str
    label: str
    answer: str
    is_asked: bool
    files: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One step with all its questions; ``is_asked`` is false when the whole step was skipped."""

    title: str
    lines: tuple[Line, ...]
    is_asked: bool


def sections(submission: Submission, definition: Definition) -> list[Section]:
    """All steps of the version in order, in the language of ``definition``."""
    journey = Journey(definition, submission.answers, submission.done)
    files: dict[str, list[Attachment]] = {}
    for attachment in submission.attachments.all():
        files.setdefault(attachment.field_key, []).append(attachment)
    return [
        Section(step.title, tuple(_lines(step, stage, submission, files)), stage is not None)
        for step in definition.steps
        if step.questions
        for stage in [journey.stage(step.slug)]
    ]


def _lines(
    step: Step,
    stage: Stage | None,
    submission: Submission,
    files: dict[str, list[Attachment]],
) -> Iterator[Line]:
    asked = {question.key for question in stage.shown} if stage else set()
    for question in step.questions:
        raw = submission.answers.get(question.key)
        yield Line(
            key=question.key,
            label=question.label,
            answer="" if raw is None else question.display(raw),
            is_asked=question.key in asked,
            files=files.get(question.key, []),
        )
