"""Figures of benchmarks and drills: each is one function, and prints as one line.

``name value aim ok`` or ``name value aim short``: a name in kebab-case that begins with its area,
the measured value, what it should be, and whether it is. A file of ``tests/bench/`` or
``tests/drill/`` registers its functions with ``@figure``; all of them run in the files' order.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One thing to measure, and the most (or least) that it should be."""

    name: str
    measure: Callable[[], float]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def aim(self) -> str:
        if self.at_most is not None:
            return f"<={self.at_most:g}"
        return f">={self.at_least:g}"

    def is_met_by(self, value: float) -> bool:
        if self.at_most is not None:
            return value <= self.at_most
        return self.at_least is not None and value >= self.at_least


_figures: dict[str, Figure] = {}


def figure(
    name: str, *, at_most: float | None = None, at_least: float | None = None
) -> Callable[[Callable[[], float]], Callable[[], float]]:
    """Register a function that measures; its value should be at most, or at least, this."""
    if not NAME.fullmatch(name) or (at_most is None) == (at_least is None):
        raise ValueError(name)

    def register(measure: Callable[[], float]) -> Callable[[], float]:
        _figures[name] = Figure(name=name, measure=measure, at_most=at_most, at_least=at_least)
        return measure

    return register


def line(figure: Figure) -> str:
    """Measure and write the line. A measurement that breaks is ``failed`` and falls short."""
    started = time.monotonic()
    try:
        value = figure.measure()
    except Exception:  # noqa: BLE001  (the others are to be measured all the same)
        traceback.print_exc()
        return f"{figure.name} failed {figure.aim} short"
    verdict = "ok" if figure.is_met_by(value) else "short"
    seconds = time.monotonic() - started
    sys.stderr.write(f"  ({figure.name} took {seconds:.0f} s)\n")
    return f"{figure.name} {value:.3g} {figure.aim} {verdict}"


def main(package: ModuleType, wanted: list[str]) -> None:
    """Measure everything that the package's modules register, or only what is named."""
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        if not module.name.startswith("_"):
            importlib.import_module(f"{package.__name__}.{module.name}")
    for registered in _figures.values():
        if not wanted or any(word in registered.name for word in wanted):
            sys.stdout.write(f"{line(registered)}\n")
            sys.stdout.flush()
