"""The Django form of one step: asks what is shown, checks what was answered, forgets the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from forms_engine.engine.definition import Step
from forms_engine.engine.fields import FieldType
from forms_engine.engine.journey import is_required, is_visible
from forms_engine.engine.logic import is_empty


class StepForm(forms.Form):
    """One step's questions over the answers known so far.

    ``known`` are the relevant answers of earlier steps, ``answers`` the stored answers of this one.
    A question's condition may read the questions above it, so the fields are cleaned in order, and
    a question that turns out hidden is neither checked nor kept. ``hidden`` holds the keys of all
    fields, texts and headings included, that are not to be seen. ``typed`` is what was typed here
    and not sent yet: it is shown as it was typed, and not checked.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        step: Step,
        known: Mapping[str, Any],
        answers: Mapping[str, Any],
        typed: QueryDict | None = None,
        **kw: Any,
    ) -> None:
        self.step = step
        self.known: dict[str, Any] = dict(known)
        self.answers = answers
        self.kinds: dict[str, FieldType] = {item.key: item for item in step.questions}
        self.hidden: set[str] = set()
        initial = {
            key: kind.from_json(answers[key])
            for key, kind in self.kinds.items()
            if not is_empty(answers.get(key))
        }
        super().__init__(*args, **{**kw, "initial": initial})
        for key, kind in self.kinds.items():
            self.fields[key] = kind.form_field()
        if not self.is_bound:
            if typed:
                self._show_typed(typed)
            self._mark(answers)

    def _show_typed(self, typed: QueryDict) -> None:
        for key, field in self.fields.items():
            if boxes(field, key).isdisjoint(typed):
                continue
            files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
            self.initial[key] = field.widget.value_from_datadict(typed, files, key)

    def _shown(self) -> Iterator[FieldType]:
        """The fields that are shown, in order; ``known`` grows with the answers above each."""
        for item in self.step.fields:
            if is_visible(item, self.known):
                yield item
            else:
                self.hidden.add(item.key)

    def _mark(self, answers: Mapping[str, Any]) -> None:
        """Note which fields are hidden and which required while nothing has been sent yet."""
        for item in self._shown():
            if not item.holds_answer:
                continue
            self.fields[item.key].required = is_required(item, self.known)
            if not is_empty(answers.get(item.key)):
                self.known[item.key] = answers[item.key]

    def _clean_fields(self) -> None:
        # Django's own loop, with the condition of each question looked at on the way.
        for item in self._shown():
            if not item.holds_answer:
                continue
            field = self.fields[item.key]
            field.required = is_required(item, self.known)
            try:
                value = field._clean_bound_field(self[item.key])  # type: ignore[attr-defined]  # noqa: SLF001
            except ValidationError as error:
                self.add_error(item.key, error)
                continue
            self.cleaned_data[item.key] = value
            answer = item.to_json(item.settle(value, _describe))
            if not is_empty(answer):
                self.known[item.key] = answer

    def recheck(self) -> None:
        """Check the stored answers again and note what is wrong with them on the unbound form."""
        self.cleaned_data = {}
        for key in self.asked:
            try:
                self.kinds[key].recheck(self.answers.get(key), required=self.fields[key].required)
            except ValidationError as error:
                self.add_error(key, error)

    @property
    def asked(self) -> list[str]:
        """The keys of the questions that were shown."""
        return [key for key in self.kinds if key not in self.hidden]

    def stored(
        self, keep: Callable[[str, UploadedFile[Any]], dict[str, Any]], *, only: str = ""
    ) -> dict[str, Any]:
        """The cleaned answers as JSON by key, None for an empty one; ``keep`` stores each new file.

        Answers that were in error are left out, so that a sound file can be kept although another
        question of the step was answered wrongly: ``only`` names the one to store.
        """

        def keeper(key: str) -> Callable[[UploadedFile[Any]], dict[str, Any]]:
            return lambda file: keep(key, file)

        return {
            key: self.kinds[key].to_json(self.kinds[key].settle(value, keeper(key)))
            for key, value in self.cleaned_data.items()
            if only in ("", key)
        }


def boxes(field: forms.Field, key: str) -> frozenset[str]:
    """The names under which a browser sends the answer: one, or one for each part."""
    parts = getattr(field.widget, "widgets_names", None)
    return frozenset(key + part for part in parts) if parts else frozenset({key})


def _describe(file: UploadedFile[Any]) -> dict[str, Any]:
    """What a condition may know of a file that is not stored yet."""
    return {"id": "", "name": file.name or "", "size": file.size or 0}
