"""What the environment says, read in one place; ``docs/settings.md`` lists every name."""

from __future__ import annotations

from pathlib import Path

import environ
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def kept_secret(name: str) -> str:
    """Read a secret of this installation from ``DATA_DIR/keys``, made at its first use.

    Only for a demo or a developer's machine: production must be told its secrets by the
    environment, so that every process of every machine has the same ones.
    """
    path = DATA_DIR / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(".new")
        draft.write_text(get_random_secret_key())
        draft.chmod(0o600)
        draft.replace(path)
    return path.read_text()
