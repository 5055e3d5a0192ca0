"""formtools' storage, over the row of the draft instead of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.files.storage import Storage
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage

if TYPE_CHECKING:
    from forms_engine.engine.runner.run import Run


class DraftStorage(BaseStorage):
    """Keeps the answers in the draft, and the current step in the address.

    formtools stores what a browser sent and cleans it again for each look; a draft holds cleaned
    answers. So ``set_step_data`` takes a function that saves the step, and ``get_step_data`` is
    empty: a form shows stored answers as its initial values. `Wizard` puts the visitor's ``run`` on
    the request, the one thing that formtools hands on to its storage.
    """

    def __init__(
        self, prefix: str, request: HttpRequest, file_storage: Storage | None = None
    ) -> None:
        super().__init__(prefix, request, file_storage)
        self.run: Run = request.run  # type: ignore[attr-defined]
        self.init_data()

    def reset(self) -> None:
        """A draft is never thrown away by formtools; `discard_draft` does it when asked."""

    def _set_current_step(self, step: str | None) -> None:
        # A step that is not open yet, or not on this way at all, is never the current one.
        if step is not None and self.run.journey.may_visit(step):
            super()._set_current_step(step)

    def get_step_data(self, step: str) -> MultiValueDict[str, Any] | None:
        return None

    def get_step_files(self, step: str) -> dict[str, Any] | None:
        return None

    def set_step_data(self, step: str, cleaned_data: Callable[[], None]) -> None:
        """Have the step saved."""
        cleaned_data()

    def set_step_files(self, step: str, files: Any) -> None:
        """Files were stored with the answers that name them."""
