"""What the page of one step shows, as plain data for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from forms_engine.engine.actions.drafts import seen
from forms_engine.engine.fields import FieldType
from forms_engine.engine.journey import Journey
from forms_engine.engine.logic import ALWAYS, describe, keys, to_json
from forms_engine.engine.runner.run import Run
from forms_engine.engine.step_form import StepForm


@dataclass(frozen=True)
class Item:
    """One field of a step on the page.

    ``condition`` is the tree for the browser when an answer on this same page decides whether the
    field is shown, and ``only_if`` says the same in words for who has no scripts.
    """

    kind: FieldType
    bound: BoundField | None
    is_hidden: bool
    condition: dict[str, Any] | None
    only_if: str
    required_if: dict[str, Any] | None
    stored: Any

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.bound.errors] if self.bound else []

    @property
    def is_optional(self) -> bool:
        """Whether the page says that it may be left empty."""
        return self.bound is not None and not self.bound.field.required


@dataclass(frozen=True)
class Problem:
    """One line of the summary of errors, with the box that it leads to."""

    text: str
    box: str


def items(form: StepForm, fields: dict[str, FieldType], answers: dict[str, Any]) -> Iterator[Item]:
    """Every field of the step that is shown, or that an answer on the page can still show."""
    on_page = {item.key for item in form.step.questions}
    for kind in form.step.fields:
        lives = not on_page.isdisjoint(keys(kind.visible_if))
        is_hidden = kind.key in form.hidden
        if is_hidden and not lives:
            continue
        needs = kind.required_if
        yield Item(
            kind=kind,
            bound=form[kind.key] if kind.holds_answer else None,
            is_hidden=is_hidden,
            condition=to_json(kind.visible_if) if lives else None,
            only_if=describe(kind.visible_if, fields) if lives else "",
            required_if=to_json(needs)
            if needs is not None and not on_page.isdisjoint(keys(needs))
            else None,
            stored=answers.get(kind.key),
        )


def problems(form: StepForm) -> Iterator[Problem]:
    """The errors in the order of the questions, each with the id of the box it is about."""
    for key in form.fields:
        errors = form.errors.get(key)
        if not errors:
            continue
        for error in errors.as_data():
            for text in error.messages:
                yield Problem(text, box_id(form[key], error.code))


def box_id(bound: BoundField, code: str | None = None) -> str:
    """The id of the box for an error; questions of several boxes name the part as the code."""
    parts = getattr(bound.field.widget, "parts", None)
    if parts:
        return f"{bound.auto_id}_{code if code in parts else parts[0]}"
    if bound.use_fieldset and hasattr(bound.field, "choices"):
        return f"{bound.auto_id}_0"
    return bound.auto_id


def segments(journey: Journey, slug: str) -> list[str]:
    """One word a step for the bar of progress: ``done``, ``current`` or ``todo``."""
    number, count = journey.progress(slug)
    return ["done"] * (number - 1) + ["current"] + ["todo"] * (count - number)


def live_logic(form: StepForm, shown: list[Item], known: dict[str, Any]) -> dict[str, Any]:
    """What the browser needs to show and hide fields: the trees, and the answers they read."""
    trees = {item.key: item.condition for item in shown if item.condition}
    required = {item.key: item.required_if for item in shown if item.required_if}
    read = {
        key
        for item in form.step.fields
        for tree in (item.visible_if, getattr(item, "required_if", None) or ALWAYS)
        for key in keys(tree)
    }
    earlier = {key: known[key] for key in sorted(read) if key in known}
    return {"known": earlier, "visible": trees, "required": required}


def context(run: Run, form: StepForm) -> dict[str, Any]:
    """Everything that the template of a step reads."""
    slug = form.step.slug
    shown = list(items(form, run.definition.fields, run.answers))
    number, count = run.journey.progress(slug)
    previous = run.journey.previous(slug)
    known = run.journey.known_before(slug)
    return {
        **run.context(),
        "step": form.step,
        "form": form,
        "items": shown,
        "problems": list(problems(form)),
        "segments": segments(run.journey, slug),
        "progress": _("Step %(number)d of %(count)d") % {"number": number, "count": count},
        "back_url": run.url(previous.slug) if previous else run.entry.service_url,
        "seen": seen(form.step, run.answers),
        "has_files": form.is_multipart(),
        "logic": live_logic(form, shown, known),
    }
