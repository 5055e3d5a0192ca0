"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
CODE = {".py", ".html", ".js", ".mjs", ".scss", ""}
TEXTS = CODE | {".txt", ".toml", ".md", ".json", ".yaml", ".po"}
LOCKS = ["config/requirements/production.txt", "config/requirements/development.txt"]
LOCKS += ["config/requirements/postgresql.txt", "frontend/package-lock.json"]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "mixins", "managers", "services"}


def files() -> list[Path]:
    """Every file that belongs to the project, those not yet committed included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    names = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in names if path.is_file() and path.relative_to(ROOT).parts[0] != "var"]


def written(suffixes: set[str]) -> list[Path]:
    locks = [ROOT / name for name in LOCKS]
    return [path for path in files() if path.suffix in suffixes and path not in locks]


def test_no_file_is_longer_than_400_lines():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in written(CODE)
        if "migrations" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host(name):
    text = (ROOT / name).read_text()
    # A package may say where its makers take money; that is no place it comes from.
    text = re.sub(r'"(url|funding|homepage)": *"[^"]*"', "", text)
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url.*|--find-links.*", text) == []


def test_every_python_package_is_locked_with_hashes():
    for name in LOCKS[:3]:
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^[A-Za-z0-9._-]+==\S+(.*)$", text, re.MULTILINE)
        assert pinned
        assert [rest for rest in pinned if not rest.endswith("\\")] == []


def test_no_file_names_a_place_on_a_developers_machine():
    places = re.compile(r"/(?:home|Users|root|work|opt)/[a-z]|/tmp/[a-z]+-clone")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in written(TEXTS)
        if path != Path(__file__)
        for line in path.read_text().splitlines()
        if places.search(line)
    ]
    assert found == []


def test_no_module_has_a_name_that_says_nothing():
    found = [
        str(path.relative_to(ROOT))
        for path in files()
        if path.suffix == ".py" and {path.stem, path.parent.name} & FORBIDDEN_NAMES
    ]
    assert found == []


def test_the_top_level_holds_only_what_the_owner_fixed():
    fixed = {
        "accounts", "catalog", "cms", "config", "docs", "forms_engine", "frontend", "locale",
        "payments", "templates", "tests", "manage.py", "pyproject.toml", "Makefile",
        "README.md", "CHANGELOG.md", "LICENSE",
    }  # fmt: skip
    names = {path.relative_to(ROOT).parts[0] for path in files()}
    assert {name for name in names if not name.startswith(".")} - fixed == set()
