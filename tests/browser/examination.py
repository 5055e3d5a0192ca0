"""What every page has to stand up to, looked at in one go and without loading it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.translation import trans_real
from playwright.sync_api import Page

from tests.browser.conftest import AXE, AXE_TAGS

# What changes with the colours; all else is the same page.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]

# 320: a desktop of 1280 at 400 %, and the narrowest phone. 640: the desktop at 200 %.
WIDTHS = (320, 640)

ARABIC = ("ar", "العربية")


@contextmanager
def arabic_layout() -> Iterator[None]:
    """Let the site have Arabic beside its own languages, under ``/ar/``.

    All words stay English there: it is the layout that is looked at, and Django's few Arabic words
    between our English ones would make sentences that nobody ever reads.
    """
    languages = [*settings.LANGUAGES, ARABIC]
    with override_settings(LANGUAGES=languages, WAGTAIL_CONTENT_LANGUAGES=languages):
        _forget_languages()
        arabic: Any = trans_real.DjangoTranslation("ar")
        arabic._catalog = trans_real.translation("en")._catalog
        trans_real._translations["ar"] = arabic
        yield
    _forget_languages()


def _forget_languages() -> None:
    # Django forgets its translations when the setting changes, but not these two lists.
    trans_real.get_languages.cache_clear()
    trans_real._get_supported_language_variant.cache_clear()


class Examination:
    """The faults of the pages looked at so far; at the end there must be none."""

    def __init__(self, direction: str = "ltr") -> None:
        self.direction = direction
        self.faults: list[str] = []
        self.seen = 0

    def look(self, page: Page, name: str = "") -> None:
        """Look at a page as it stands: rules in light, colours in dark, and narrow windows."""
        self.seen += 1
        place = f"{page.url} {name}".strip()
        if page.evaluate("document.documentElement.dir") != self.direction:
            self.faults.append(f"{place}: does not run {self.direction}")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self._note(place, broken_rules(page, AXE_TAGS))
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._note(f"{place} in dark", broken_rules(page, RULES_OF_COLOUR))
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self._narrow(page, place)

    def _narrow(self, page: Page, place: str) -> None:
        usual = page.viewport_size
        assert usual
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": usual["height"]})
            if wide := too_wide(page):
                self.faults.append(f"{place} at {width} px scrolls sideways: {wide}")
        page.set_viewport_size(usual)

    def _note(self, place: str, found: list[str]) -> None:
        self.faults += [f"{place}: {fault}" for fault in found]

    def close(self) -> None:
        if self.faults:
            pytest.fail("\n".join(self.faults), pytrace=False)


def broken_rules(page: Page, only: list[str]) -> list[str]:
    """What axe has against the page. It is put in from outside, so the page's policy stays."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
        ".then(result => result.violations)",
        only,
    )
    return [
        f"{violation['id']} ({violation['impact']}): "
        + "; ".join(node["html"][:200] for node in violation["nodes"][:4])
        for violation in found
    ]


def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def too_wide(page: Page) -> str:
    """The widest things of a page that has to be scrolled sideways; empty for one that fits."""
    found: str = page.evaluate("""() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return '';
        const out = [...document.body.querySelectorAll('*')].filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width && (box.right > root.clientWidth + 0.5 || box.left < -0.5);
        });
        const names = out.slice(0, 4).map((e) => e.outerHTML.slice(0, 120));
        return `${root.scrollWidth} px: ` + names.join(' ');
    }""")
    return found
