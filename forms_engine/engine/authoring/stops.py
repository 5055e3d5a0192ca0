"""The screen for eligibility stops: where the way ends early, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockField
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms_engine.engine.authoring import conditions, questions
from forms_engine.engine.authoring.editing import PartEditView
from forms_engine.engine.blocks import stops_block
from forms_engine.engine.form import Form
from forms_engine.engine.snapshot import conditions_json, conditions_stream


class StopsForm(forms.Form):
    """The stops of ``edited_form`` as blocks; their conditions may read any question."""

    def __init__(self, *args: Any, edited_form: Form, **kwargs: Any) -> None:
        kwargs.pop("instance", None)
        super().__init__(*args, **kwargs)
        self.known = questions.all_questions(edited_form)
        stored = [
            {
                "type": "stop",
                "value": {
                    "title": stop.get("title", ""),
                    "body": stop.get("body", ""),
                    "visible_if": conditions_stream(stop.get("visible_if") or []),
                },
            }
            for stop in edited_form.stops
        ]
        block = stops_block()
        self.fields["stops"] = BlockField(
            block=block, required=False, label=_("Stops"), initial=block.to_python(stored)
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wrong = {}
        for number, child in enumerate(cleaned.get("stops") or ()):
            if error := conditions.stream_error(child.value["visible_if"], self.known):
                wrong[number] = StructBlockValidationError(block_errors={"visible_if": error})
        if wrong:
            self.add_error("stops", StreamBlockValidationError(block_errors=wrong))
        return cleaned

    @property
    def stops(self) -> list[dict[str, Any]]:
        return [
            {
                "title": child.value["title"],
                "body": child.value["body"].source,
                "visible_if": conditions_json(child.value["visible_if"]),
            }
            for child in self.cleaned_data["stops"]
        ]


class StopsView(PartEditView):
    screen_name = "stops"
    template_name = "forms_engine/authoring/stops.html"
    form_class = StopsForm

    def part_title(self) -> str:
        return _("Eligibility stops")

    def get_form_class(self) -> Any:
        return StopsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "edited_form": self.object}

    def put(self, form: Any) -> None:
        self.object.stops = form.stops

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "authoring_data": {
                "questions": questions.for_editor(self.form.known),
                "kinds": questions.kinds_for_editor(),
                "operators": questions.operators_for_editor(),
                "fixed": [],
            },
        }
