"""The catalogues of texts: whole and current, and the Spanish one written the Spanish way.

The tools of GNU gettext do the work, on a copy: ``makemessages`` writes files beside the templates.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import APPS, ROOT

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
CATALOGUE = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
WITH_TEXTS = (*APPS, "config", "templates")
SUFFIXES = (".py", ".html", ".txt")


def run(*command: str, folder: Path | None = None) -> str:
    """Run a program without our settings, and return all that it has to say."""
    surroundings = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    surroundings["LC_ALL"] = "C.UTF-8"
    done = subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def only_texts(folder: str, names: list[str]) -> list[str]:
    return [n for n in names if Path(n).suffix not in SUFFIXES and not Path(folder, n).is_dir()]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """Everything that may hold a text, and no catalogue yet."""
    folder: Path = tmp_path_factory.mktemp("texts")
    for name in WITH_TEXTS:
        shutil.copytree(ROOT / name, folder / name, ignore=only_texts)
    (folder / "locale").mkdir()
    return folder


def collected(folder: Path) -> Path:
    """The texts of this folder, as ``make messages`` collects them."""
    command = ["-m", "django", "makemessages", "--keep-pot", "--locale", "es"]
    said = run(sys.executable, *command, folder=folder)
    texts = folder / "locale" / "django.pot"
    assert texts.exists(), said
    return texts


def test_every_language_of_the_site_has_a_catalogue():
    ours = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}

    assert {path.parts[-3] for path in CATALOGUES} == ours


def differences(texts: Path, catalogue: Path = CATALOGUE) -> str:
    """What the catalogue lacks, has left fuzzy, or has too much."""
    return run("msgcmp", str(catalogue), str(texts))


@pytest.fixture(scope="module")
def texts(copy) -> Path:
    return collected(copy)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_and_none_is_left_over(catalogue, texts):
    assert differences(texts, catalogue) == "", "Run `make messages`, then translate what is new."


def test_a_new_text_is_missed(copy, texts):
    page = copy / "templates" / "new.html"
    page.write_text('{% load i18n %}{% translate "A text that nobody has translated" %}')
    try:
        assert "message is used but not defined" in differences(collected(copy))
    finally:
        page.unlink()


def test_a_text_that_went_away_is_noticed(texts, tmp_path):
    longer = tmp_path / "django.po"
    left_over = '\nmsgid "A text of last year"\nmsgstr "Un texto del año pasado"\n'
    longer.write_text(CATALOGUE.read_text(encoding="utf-8") + left_over, encoding="utf-8")

    assert "this message is not used" in differences(texts, longer)


def test_placeholders_and_plural_forms_fit():
    checks = ("--check-format", "--statistics", "--output-file=/dev/null")
    said = run("msgfmt", *checks, str(CATALOGUE))

    assert "error" not in said
    assert "untranslated" not in said
    assert "fuzzy" not in said
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in CATALOGUE.read_text(encoding="utf-8")


def test_quotation_marks_are_spanish():
    assert run("msggrep", "--msgstr", "--regexp=[“”]", str(CATALOGUE)) == ""


def test_nobody_is_addressed_as_a_stranger():
    """The site says *tú*: *usted*, or an order in the polite form, is a slip."""
    polite = r"\<(usted|ustedes|elija|escriba|revise|vuelva|pulse|espere|compruebe|haga)\>"
    said = run("msggrep", "--msgstr", "--ignore-case", "-E", "-e", polite, str(CATALOGUE))

    assert said == ""


def test_the_catalogue_names_no_place_of_one_machine():
    assert str(Path.home()) not in CATALOGUE.read_text(encoding="utf-8")
    assert settings.LOCALE_PATHS == [ROOT / "locale"]


SCRIPTS = [
    path
    for folder in (ROOT / "frontend" / "js", *(ROOT / app for app in APPS))
    for path in sorted(folder.rglob("*.js"))
]
SHOWN = re.compile(
    r"""(?:textContent|innerText|placeholder|title|ariaLabel|alert|confirm
        |["']aria-label["'])\s*[=:(,]\s*["'`](?=[^"'`]*[A-Za-z]{2})[^"'`$]*["'`]""",
    re.VERBOSE,
)


def test_scripts_have_no_words_of_their_own():
    said = {path.name: SHOWN.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS}

    assert len(SCRIPTS) > 10
    assert SHOWN.search("button.textContent = 'Show'")
    assert {name: words for name, words in said.items() if words} == {}
