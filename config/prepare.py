"""Prepare the data of the demo city before it is served: ``python -m config.prepare``.

Everything is safe to repeat, and what was done before costs next to nothing. One process does it
all, since starting Django takes longer than any of it the second time.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.env import BASE_DIR
from config.serve import say


def main() -> None:
    """Migrate, load the demo city, and collect the static files that changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
    _collect_static_files()
    if settings.DEMO and "prepare_demo" in get_commands():
        call_command("prepare_demo")


def _collect_static_files() -> None:
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting styles, scripts and pictures …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted)


def _state_of_static_files() -> str:
    """Name what the collected files depend on: the packages' versions and our own files' times."""
    root = BASE_DIR
    lock = root / "config" / "requirements" / "production.txt"
    folders = [*settings.STATICFILES_DIRS, *root.glob("*/static"), *root.glob("*/*/static")]
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file())
    times = [f"{path.relative_to(root)} {path.stat().st_mtime_ns}" for path in [lock, *files]]
    return "\n".join([*times, sys.version, str(root)])


if __name__ == "__main__":
    # What is half done when somebody interrupts it is taken up by the next start.
    with contextlib.suppress(KeyboardInterrupt):
        main()
