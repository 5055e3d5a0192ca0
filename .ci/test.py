"""Run the suite on SQLite and on PostgreSQL at once, as one run of pytest with one summary.

Each database is one worker of pytest-xdist (``--dist each``), so two cores have work and every
failure names its database: ``[sqlite]`` or ``[postgresql]``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from postgres import postgresql

# What a developer's shell says about an own city must not reach the tests.
FOREIGN = (
    "ALLOWED_HOSTS", "BASE_URL", "CACHE_URL", "CSRF_TRUSTED_ORIGINS", "CURRENCY", "DATABASE_URL",
    "DEFAULT_FROM_EMAIL", "DEMO_PASSWORD", "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "PHONE_REGION",
    "PORT", "SECRET_KEY", "TIME_ZONE", "TRUSTED_PROXY_COUNT", "WORKERS",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    with tempfile.TemporaryDirectory(prefix="passport-data-") as folder, postgresql() as url:
        environment |= {"DATA_DIR": folder, "TEST_POSTGRESQL_URL": url}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--dist",
            "each",
            "--max-worker-restart",
            "0",
        ]
        for database in ("sqlite", "postgresql"):
            command += ["--tx", f"popen//id={database}//env:TEST_DATABASE={database}"]
        return subprocess.run([*command, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
