"""The form in which one step is edited, and the one in which a step is added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms_engine.engine.authoring import conditions, questions
from forms_engine.engine.authoring.fixed import Fixed
from forms_engine.engine.definition import KEY, RESERVED_SLUGS
from forms_engine.engine.form import Form, FormStep
from forms_engine.engine.snapshot import fields_json

SEEN = "step-seen"


def mark(step: FormStep) -> str:
    """A mark of the step's content, by which a change by somebody else is noticed."""
    text = json.dumps(step.definition_json, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class AddStepForm(forms.Form):
    title = forms.CharField(max_length=200)


class StepEditForm(WagtailAdminModelForm):
    """One step of ``edited_form``. Whatever is wrong is said next to the box it was typed in."""

    def __init__(self, *args: Any, edited_form: Form, **kwargs: Any) -> None:
        self.edited_form = edited_form
        super().__init__(*args, **kwargs)

    @property
    def siblings(self) -> list[FormStep]:
        steps: list[FormStep] = list(self.edited_form.steps.all())
        return [step for step in steps if step.uid != self.instance.uid]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("“%(slug)s” is used by the system.") % {"slug": slug})
        if any(step.slug == slug for step in self.siblings):
            raise ValidationError(_("Another step of this form has this short name."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = questions.before_step(self.edited_form, self.instance)
        if wrong := conditions.stream_error(cleaned.get("visible_if"), known):
            self.add_error("visible_if", wrong)
        if "fields" in cleaned and (wrong := self._fields_error(cleaned["fields"], known)):
            self.add_error("fields", wrong)
        return cleaned

    def _fields_error(self, stream: Any, known: questions.Questions) -> ValidationError | None:
        fixed = Fixed(self.edited_form)
        fixed.settle_copies(stream, self._keys_elsewhere())
        known = dict(known)
        wrong: dict[int, ValidationError] = {}
        used = self._keys_elsewhere()
        for number, (child, raw) in enumerate(zip(stream, fields_json(stream), strict=True)):
            parts = dict(_conditions(child.value, known))
            parts |= fixed.errors(child)
            if message := self._key_error(child.value.get("key"), used):
                parts["key"] = ValidationError(message)
            if parts:
                wrong[number] = StructBlockValidationError(block_errors=parts)
            known |= questions.sound([raw], known)
        return StreamBlockValidationError(block_errors=wrong) if wrong else None

    def _keys_elsewhere(self) -> set[str]:
        return {
            child["value"].get("key", "")
            for step in self.siblings
            for child in step.fields.get_prep_value()
        }

    def _key_error(self, key: str, used: set[str]) -> str:
        if not key:
            return ""
        if not KEY.fullmatch(key):
            return _("Use small letters, digits and underscores, and begin with a letter.")
        if key in used:
            return _("Another question of this form has this key.")
        used.add(key)
        return ""

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an automatic save, the page knows its own content as seen."""
        return [*super().get_field_updates_for_resave(), (SEEN, mark(self.instance))]


def _conditions(value: Any, known: questions.Questions) -> Iterator[tuple[str, ValidationError]]:
    for name in ("visible_if", "required_if"):
        if wrong := conditions.stream_error(value.get(name), known):
            yield name, wrong
