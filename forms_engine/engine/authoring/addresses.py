"""The addresses of the editor's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from forms_engine.engine.form import Form, FormStep

NAMESPACE = "authoring"


def screen(name: str, form: Form, *more: object) -> str:
    """The address of one of a form's screens; empty for a form that is not saved yet."""
    return reverse(f"{NAMESPACE}:{name}", args=[form.pk, *more]) if form.pk else ""


def step_screen(form: Form, step: FormStep, block_id: str = "") -> str:
    """The address of a step's editor, at one of its blocks when given."""
    anchor = f"#block-{block_id}-section" if block_id else ""
    return screen("step", form, step.uid) + anchor


def settings_screen(form: Form) -> str:
    return screen("edit", form) + "#tab-settings"
