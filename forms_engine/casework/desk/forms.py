"""What officers fill in on a case's page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.casework.models import Case, Queue
from forms_engine.casework.states import TRANSITIONS, State

# What an officer does to a case, in words for the button or the option.
DEEDS = {
    State.IN_PROGRESS: _("Work on it"),
    State.WAITING: _("Ask the resident for something"),
    State.APPROVED: _("Approve"),
    State.REFUSED: _("Refuse"),
    State.DONE: _("Close as done"),
}
MESSAGE_NEEDED = {
    State.WAITING: _("Write what the resident has to send or do"),
    State.REFUSED: _("Write why the request is refused"),
}


class SeenForm(forms.Form):
    """Posts the version of the case that the page showed, so that a stale page is noticed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        kwargs.setdefault("initial", {"version": case.version})
        super().__init__(*args, **kwargs)


class StateField(forms.ChoiceField):
    """Offers the states that may follow, but takes any.

    Whether it may still follow is asked under the lock: a stale page or a second click must not be
    told to choose something else.
    """

    widget = forms.RadioSelect

    def valid_value(self, value: Any) -> bool:
        return value in DEEDS


class StateForm(SeenForm):
    """What happens to the case now, and what the resident is told."""

    prefix = "state"

    state = StateField(
        label=_("What happens now?"),
        error_messages={"required": _("Choose what happens now")},
    )
    message = forms.CharField(
        label=_("Message to the resident"),
        help_text=_("It is mailed, and stands in the resident’s timeline."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = TRANSITIONS[State(self.case.state)]
        field = self.fields["state"]
        assert isinstance(field, StateField)
        field.choices = [(state.value, DEEDS[state]) for state in following]

    def clean_state(self) -> State:
        return State(self.cleaned_data["state"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        state = cleaned.get("state")
        if state in MESSAGE_NEEDED and not cleaned.get("message"):
            self.add_error("message", str(MESSAGE_NEEDED[state]))
        return cleaned


class NoteForm(forms.Form):
    """A note for the department. ``key`` is the one-time key of the page."""

    prefix = "note"

    text = forms.CharField(
        label=_("Note"),
        help_text=_("Only the department sees it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": _("Write the note")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class MoveForm(SeenForm):
    """The queue that the case belongs to, of whatever department."""

    prefix = "move"

    queue = forms.ModelChoiceField(
        label=_("Queue"),
        queryset=Queue.objects.none(),
        widget=forms.Select(attrs={"class": "govuk-select"}),
        empty_label=_("Choose a queue"),
        error_messages={
            "required": _("Choose the queue"),
            "invalid_choice": _("Choose a queue of the list"),
        },
    )
    text = forms.CharField(
        label=_("Why?"),
        help_text=_("Only officers see it."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Queue.objects.select_related("department").exclude(pk=self.case.queue_id)
        queue = self.fields["queue"]
        assert isinstance(queue, forms.ModelChoiceField)
        queue.queryset = others
        queue.choices = list(_by_department(others))


def _by_department(queues: Any) -> Iterator[tuple[str, Any]]:
    yield "", _("Choose a queue")
    for department, own in groupby(queues, key=lambda queue: queue.department.name):
        yield department, [(queue.pk, queue.name) for queue in own]
