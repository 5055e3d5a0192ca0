"""The examples that govuk-frontend ships with its components, and how to compare with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "frontend" / "node_modules" / "govuk-frontend"
COMPONENTS = PACKAGE / "dist" / "govuk" / "components"
TEMPLATES = ROOT / "templates" / "components"


class Example(NamedTuple):
    component: str
    name: str
    params: dict[str, Any]
    html: str

    @property
    def id(self) -> str:
        return f"{self.component}: {self.name}"


def examples() -> Iterator[Example]:
    """Every example of every component that we have a template for."""
    for path in sorted(COMPONENTS.glob("*/fixtures.json")):
        component = path.parent.name.replace("-", "_")
        if component in OWN_SHAPE or not (TEMPLATES / f"{component}.html").exists():
            continue
        for fixture in json.loads(path.read_text())["fixtures"]:
            params = snake_case(fixture["options"])
            yield Example(component, fixture["name"], params, fixture["html"])


# Components of that package's own house, for which ours has a shape of its own.
OWN_SHAPE = {"header", "footer"}
# The keys under these are the caller's own words, not params.
FREE_KEYS = {"attributes", "values", "wrapper_attributes"}


def snake_case(value: Any, key: str = "") -> Any:
    """Params as our templates take them: names in snake case, and HTML said to be safe."""
    if isinstance(value, dict):
        if key in FREE_KEYS:
            return value
        names = {name: re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in value}
        return {names[name]: snake_case(item, names[name]) for name, item in value.items()}
    if isinstance(value, list):
        return [snake_case(item) for item in value]
    if isinstance(value, str) and (key == "html" or key.endswith("_html")):
        return mark_safe(value)
    return value


def rendered(example: Example) -> str:
    return render_to_string(f"components/{example.component}.html", example.params)


def tree(html: str) -> list[Any]:
    """Elements, all their attributes and text; white space and the order of attributes aside."""
    return _children(BeautifulSoup(html, "html.parser"))


def _children(tag: Tag) -> list[Any]:
    found: list[Any] = []
    for child in tag.children:
        if isinstance(child, Tag):
            attributes = {
                name: " ".join(sorted(value))
                if isinstance(value, list)
                else " ".join(value.split())
                for name, value in child.attrs.items()
            }
            found.append((child.name, attributes, _children(child)))
        elif type(child) is NavigableString and (text := " ".join(child.split())):
            found.append(text)
    return found


def _plain(value: str | list[str]) -> str:
    return " ".join(sorted(value) if isinstance(value, list) else value.split())
