"""The Django form of one step: asks what is shown, checks what was answered, forgets the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from forms_engine.engine.definition import Step
from forms_engine.engine.fields import FieldType
from forms_engine.engine.journey import is_required, is_visible
from forms_engine.engine.logic import is_empty


class StepForm(forms.Form):
    """One step's questions over the answers known so far.

    ``known`` are the relevant answers of earlier steps, ``answers`` the stored answers of this one.
    A question's condition may read the questions above it, so the fields are cleaned in order, and
    a question that turns out hidden is neither checked nor kept.
    """

    use_required_attribute = False

    def __init__(
        self, *args: Any, step: Step, known: Mapping[str, Any], answers: Mapping[str, Any], **kw: Any
    ) -> None:
        self.step = step
        self.known: dict[str, Any] = dict(known)
        self.kinds: dict[str, FieldType] = {item.key: item for item in step.questions}
        self.hidden: set[str] = set()
        initial = {
            key: kind.from_json(answers[key])
            for key, kind in self.kinds.items()
            if not is_empty(answers.get(key))
        }
        super().__init__(*args, initial=initial, **kw)
        for key, kind in self.kinds.items():
            self.fields[key] = kind.form_field()
        if not self.is_bound:
            self._mark(answers)

    def _mark(self, answers: Mapping[str, Any]) -> None:
        """Note which questions are hidden and which required while nothing has been sent yet."""
        known = dict(self.known)
        for key, kind in self.kinds.items():
            if not is_visible(kind, known):
                self.hidden.add(key)
                continue
            self.fields[key].required = is_required(kind, known)
            if not is_empty(answers.get(key)):
                known[key] = answers[key]

    def _clean_fields(self) -> None:
        # Django's own loop, with the condition of each question looked at on the way.
        for key, kind in self.kinds.items():
            if not is_visible(kind, self.known):
                self.hidden.add(key)
                continue
            field = self.fields[key]
            field.required = is_required(kind, self.known)
            try:
                value = field._clean_bound_field(self[key])
            except ValidationError as error:
                self.add_error(key, error)
                continue
            self.cleaned_data[key] = value
            answer = kind.to_json(kind.settle(value, _describe))
            if not is_empty(answer):
                self.known[key] = answer

    @property
    def asked(self) -> list[str]:
        """The keys of the questions that were shown."""
        return [key for key in self.kinds if key not in self.hidden]

    def stored(self, keep: Callable[[UploadedFile[Any]], dict[str, Any]]) -> dict[str, Any]:
        """The cleaned answers as JSON by key, None for an empty one; ``keep`` stores each new file.

        Answers that were in error are left out, so that a sound file can be kept although another
        question of the step was answered wrongly.
        """
        return {
            key: self.kinds[key].to_json(self.kinds[key].settle(value, keep))
            for key, value in self.cleaned_data.items()
        }


def _describe(file: UploadedFile[Any]) -> dict[str, Any]:
    """What a condition may know of a file that is not stored yet."""
    return {"id": "", "name": file.name or "", "size": file.size or 0}
