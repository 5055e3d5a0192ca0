"""A whole demo city in processes of its own: what `make demo` runs, on data that goes away.

For tests of the whole, benchmarks and drills. They talk to it as people do, through its address.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "lindenport-in-the-evening"
START_SECONDS = 240.0
# Of the shell that started the tests nothing but this reaches the city.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "CHROMIUM")


@dataclass(frozen=True, kw_only=True)
class City:
    """A running city: its address, its data, and the process that keeps it running."""

    address: str
    data_dir: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    password: str = PASSWORD

    def manage(self, *arguments: str) -> str:
        """Run a management command on the city's data, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def shell(self, code: str) -> str:
        """Run Python code inside the city, and return what it printed."""
        return self.manage("shell", "--no-imports", "-c", code)

    def programs(self, words: str) -> list[psutil.Process]:
        """Return the city's processes that have these words in their command lines."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if words in " ".join(child.cmdline())]

    def is_ready(self) -> bool:
        return self.answers("/healthz/ready")

    def answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextlib.contextmanager
def running_city(data_dir: Path, **environment: str) -> Iterator[City]:
    """Serve a fresh demo city from this folder until the block ends, and wait for its end."""
    port = free_port()
    surroundings = _surroundings(data_dir, port) | environment
    shutil.copytree(_prepared(), data_dir, dirs_exist_ok=True)
    log = data_dir / "serve.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=ROOT,
            env=surroundings,
            stdout=out,
            stderr=out,
        )
    city = City(
        address=f"http://localhost:{port}",
        data_dir=data_dir,
        environment=surroundings,
        process=process,
    )
    try:
        wait_for(lambda: city.is_ready() or has_ended(process), seconds=START_SECONDS)
        if has_ended(process):
            raise RuntimeError(f"The city did not start:\n{log.read_text()[-4000:]}")
        yield city
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


@functools.cache
def _prepared() -> Path:
    """Prepare a city once in this process; all others start from copies of its data."""
    folder = Path(tempfile.mkdtemp(prefix="passport-city-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "config.prepare"],
        cwd=ROOT,
        env=_surroundings(folder, free_port()),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


def _surroundings(data_dir: Path, port: int) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
    return inherited | {
        "PORT": str(port),
        "DATA_DIR": str(data_dir),
        "DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


def wait_for(condition: Callable[[], bool], *, seconds: float) -> float:
    """Wait until it holds and return how long that took. Raises ``TimeoutError``."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"it did not come about within {seconds:.0f} seconds")
        time.sleep(0.1)
    return time.monotonic() - started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
