"""One resident's way through one form: a single forward walk answers every question about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms_engine.engine.definition import Definition, Step, Stop
from forms_engine.engine.fields import FieldType
from forms_engine.engine.logic import evaluate, is_empty


def is_visible(field: FieldType, answers: Mapping[str, Any]) -> bool:
    """Whether the question is asked, given the relevant answers before it."""
    return evaluate(field.visible_if, answers)


def is_required(field: FieldType, answers: Mapping[str, Any]) -> bool:
    """Whether the question must be answered, given the relevant answers before it."""
    if field.required_if is not None:
        return evaluate(field.required_if, answers)
    return field.required


@dataclass(frozen=True)
class Stage:
    """A step on this resident's way: which of its fields are shown, and whether it is settled."""

    step: Step
    shown: tuple[FieldType, ...]
    is_done: bool

    @property
    def slug(self) -> str:
        return self.step.slug


class Journey:
    """The way through ``definition`` with these ``answers`` (stored JSON by key).

    ``done`` says for each step that was saved which keys it asked then, so that a question which
    appears later re-opens its step, and nothing else does.
    """

    def __init__(
        self,
        definition: Definition,
        answers: Mapping[str, Any],
        done: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.definition = definition
        self.answers = answers
        self.done = done or {}

    @cached_property
    def _walk(self) -> tuple[tuple[Stage, ...], dict[str, Any], Stop | None]:
        relevant: dict[str, Any] = {}
        stages: list[Stage] = []
        for step in self.definition.steps:
            if not evaluate(step.visible_if, relevant):
                continue
            stages.append(self._stage(step, relevant))
            if stop := self._stop(relevant, stages[-1]):
                return tuple(stages), relevant, stop
        return tuple(stages), relevant, None

    def _stage(self, step: Step, relevant: dict[str, Any]) -> Stage:
        """Walk one step, adding its relevant answers to ``relevant``."""
        asked = self.done.get(step.slug)
        shown: list[FieldType] = []
        is_done = asked is not None
        for field in step.fields:
            if not is_visible(field, relevant):
                continue
            shown.append(field)
            if not field.holds_answer:
                continue
            answer = self.answers.get(field.key)
            if not is_empty(answer):
                relevant[field.key] = answer
            elif asked is None or field.key not in asked or is_required(field, relevant):
                is_done = False
        return Stage(step, tuple(shown), is_done)

    def _stop(self, relevant: dict[str, Any], stage: Stage) -> Stop | None:
        if not stage.is_done:
            return None
        stops = self.definition.settings.stops
        return next((stop for stop in stops if evaluate(stop.visible_if, relevant)), None)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps on this way, in order."""
        return self._walk[0]

    @property
    def relevant(self) -> dict[str, Any]:
        """The answers that count: those of shown fields on shown steps."""
        return self._walk[1]

    @property
    def stop(self) -> Stop | None:
        """The eligibility stop at which the way ends, if it does."""
        return self._walk[2]

    @cached_property
    def _position(self) -> dict[str, int]:
        return {stage.slug: number for number, stage in enumerate(self.stages)}

    def stage(self, slug: str) -> Stage | None:
        """The step of that slug, when it is on this way."""
        position = self._position.get(slug)
        return None if position is None else self.stages[position]

    @cached_property
    def first_open(self) -> Stage | None:
        """The first step that still needs the resident; None when all are done."""
        return next((stage for stage in self.stages if not stage.is_done), None)

    @property
    def is_complete(self) -> bool:
        return self.first_open is None and self.stop is None

    def may_visit(self, slug: str) -> bool:
        """Whether everything before the step is done."""
        position = self._position.get(slug)
        if position is None:
            return False
        limit = self._position[self.first_open.slug] if self.first_open else len(self.stages)
        return position <= limit

    def next_after(self, slug: str) -> Stage | None:
        """The step that follows in order; None after the last one."""
        position = self._position.get(slug)
        if position is None or position + 1 >= len(self.stages):
            return None
        return self.stages[position + 1]

    def previous(self, slug: str) -> Stage | None:
        """The step before; None before the first one."""
        position = self._position.get(slug)
        return self.stages[position - 1] if position else None

    def progress(self, slug: str) -> tuple[int, int]:
        """Number of the step, counted from 1, and how many steps the way has as far as we know."""
        return self._position.get(slug, 0) + 1, len(self.stages)

    def known_before(self, slug: str) -> dict[str, Any]:
        """The relevant answers of the steps before this one."""
        relevant = self.relevant
        keys: set[str] = set()
        for stage in self.stages:
            if stage.slug == slug:
                break
            keys.update(field.key for field in stage.shown)
        return {key: answer for key, answer in relevant.items() if key in keys}
