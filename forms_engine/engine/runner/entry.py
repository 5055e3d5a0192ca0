"""Where a resident comes in. The floor above says it; the runner knows nothing of a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One service, as the door to its form.

    ``apply_url`` is the address under which all pages of the runner lie, with a slash at its end.
    ``is_open`` says whether somebody may begin; a draft under way goes on all the same.
    ``languages`` gives the ``apply_url`` in each language that the service is offered in.
    """

    service_slug: str
    service_title: str
    service_url: str
    apply_url: str
    form_id: int
    is_live: bool = True
    is_open: bool = True
    languages: Callable[[], Mapping[str, str]] = dict

    def url(self, page: str) -> str:
        """The address of a step or of another page of the runner."""
        return f"{self.apply_url}{page}/"
