"""What the page with all answers shows, and the page where the way ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from forms_engine.engine.actions.drafts import is_files
from forms_engine.engine.journey import Stage
from forms_engine.engine.runner.run import Run
from payments.money import written


@dataclass(frozen=True)
class Line:
    """One question with its answer in words; ``files`` are those behind it, to be opened."""

    key: str
    label: str
    answer: str
    files: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Section:
    """One step with its answers and the address where they are changed."""

    title: str
    change_url: str
    lines: tuple[Line, ...]


def sections(run: Run) -> Iterator[Section]:
    """The steps on this way that asked something, in order."""
    for stage in run.journey.stages:
        if lines := tuple(_lines(run, stage)):
            yield Section(stage.step.title, run.url(stage.slug) + "?change", lines)


def _lines(run: Run, stage: Stage) -> Iterator[Line]:
    relevant = run.journey.relevant
    for field in stage.shown:
        if field.holds_answer:
            answer = relevant.get(field.key)
            files = tuple(answer or ()) if is_files(answer) else ()
            yield Line(field.key, field.label, field.display(answer), files)


def fee_text(fee: int) -> str:
    """A fee in minor units as people write it; empty for none."""
    return written(fee, settings.CURRENCY) if fee else ""


def _back_url(run: Run) -> str:
    stages = run.journey.stages
    return run.url(stages[-1].slug) if stages else run.entry.apply_url


def context(run: Run) -> dict[str, Any]:
    """Everything that the page of all answers reads."""
    return run.context(
        sections=list(sections(run)),
        fee=fee_text(run.definition.settings.fee),
        back_url=_back_url(run),
    )


def stop_context(run: Run) -> dict[str, Any]:
    """Why the way ends, and the answers that led there."""
    return {**context(run), "stop": run.journey.stop}
