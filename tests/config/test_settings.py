"""What the environment may say is what docs/settings.md says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "catalog", "cms", "config", "forms_engine", "payments")
READ = re.compile(r"""\b(?:env(?:\.\w+)?\(|environ\.get\(|environ\[)\s*["']([A-Z][A-Z_]+)["']""")
# How a process is told what it is, not what the installation is like.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE", "TEST_POSTGRESQL_URL"}


def names_read() -> set[str]:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return {name for path in files for name in READ.findall(path.read_text())} - NOT_SETTINGS


def names_documented() -> list[str]:
    return re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)


def test_the_page_of_settings_names_each_that_is_read_and_no_other():
    assert set(names_documented()) == names_read()


def test_the_page_of_settings_is_in_alphabetical_order():
    assert names_documented() == sorted(names_documented())


@pytest.mark.parametrize("missing", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS"])
def test_production_does_not_start_without_what_it_must_be_told(missing, tmp_path):
    surroundings = {
        "SECRET_KEY": "x" * 60,
        "BASE_URL": "https://city.example",
        "ALLOWED_HOSTS": "city.example",
        "DATA_DIR": str(tmp_path),
    }
    del surroundings[missing]
    code = "import config.settings.production"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert f"Set the {missing} environment variable" in done.stderr
