"""One component in one state."""

from __future__ import annotations

from typing import Any, NamedTuple


class Specimen(NamedTuple):
    component: str
    title: str
    params: dict[str, Any]


class Shelf(NamedTuple):
    title: str
    specimens: list[Specimen]
