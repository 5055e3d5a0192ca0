"""Serve the demo city: ``python -m config.serve`` runs the web process and the worker.

A process of either kind that ends is started again, after a pause that grows while it keeps ending.
SIGINT and SIGTERM end both and wait for them. This one stays small: it loads no Django.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
THREADS = "6"
LONGEST_PAUSE = 30.0
# A process that ran this long before it ended is not one that cannot start.
STEADY_SECONDS = 60.0
STOP_SECONDS = 30.0
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Program:
    """One of the processes that make a city, with its pauses between two starts."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 0.5

    def start(self) -> None:
        """Start it in a group of its own, and pass on what it says with its name before it."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  (one system call, which takes no lock)
        )
        threading.Thread(target=self._pass_on, args=[self.process.stdout], daemon=True).start()

    def _pass_on(self, stream: IO[bytes]) -> None:
        for line in stream:
            say(f"{self.name:6} | {line.decode(errors='replace').rstrip()}")

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def next_pause(self) -> float:
        """Seconds to wait before the next start; doubled each time it ends soon after a start."""
        if time.monotonic() - self.started > STEADY_SECONDS:
            self.pause = 0.5
        pause, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        return pause

    def signal(self, number: signal.Signals) -> None:
        """Tell the process; its children hear of it from their parent."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """End whatever is left of it and of its children, at once."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Keeps the programs running until it is told to stop."""

    def __init__(self, programs: list[Program]) -> None:
        self.programs = programs
        self.stopping = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        for program in self.programs:
            program.start()
        due: dict[str, float] = {}
        while not self.stopping.wait(0.2):
            for program in self.programs:
                self._keep_running(program, due)
        self._stop()

    def _keep_running(self, program: Program, due: dict[str, float]) -> None:
        if not program.has_ended():
            return
        now = time.monotonic()
        if program.name not in due:
            program.kill_group()
            due[program.name] = now + program.next_pause()
            code = program.process.returncode if program.process else None
            say(
                f"{program.name} ended ({code}); it starts again in {due[program.name] - now:.1f} s"
            )
        elif now >= due[program.name]:
            del due[program.name]
            program.start()

    def _stop(self) -> None:
        say("Stopping …")
        for program in self.programs:
            program.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and not all(p.has_ended() for p in self.programs):
            time.sleep(0.1)
        for program in self.programs:
            program.kill_group()


def main() -> int:
    port = int(os.environ.get("PORT") or 8000)
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    with alone_in(data_dir) as is_alone:
        if not is_alone:
            return refuse(f"A demo city is already running on the data in {data_dir}.")
        if not is_free(port):
            return refuse(f"Port {port} is in use: choose another one, as in PORT=8001 make demo.")
        if prepare():
            return refuse("The demo city could not be prepared; the reason is above.")
        supervisor = Supervisor(programs(port))
        announcer = threading.Thread(target=announce, args=[port, supervisor.stopping], daemon=True)
        announcer.start()
        supervisor.run()
    return 0


def prepare() -> int:
    """Migrate and load in a process of its own, whose memory is given back."""
    command = [sys.executable, "-m", "config.prepare"]
    process = subprocess.Popen(command, cwd=ROOT, preexec_fn=_end_with_parent)  # noqa: PLW1509
    return process.wait()


def programs(port: int) -> list[Program]:
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}"]
    web += ["--workers", "1", "--threads", THREADS, "--worker-class", "gthread", "--log-level"]
    web += ["warning", "--max-requests", "20000", "--graceful-timeout", "20"]
    return [
        Program("web", web),
        Program("worker", [sys.executable, "manage.py", "qcluster"]),
    ]


@contextlib.contextmanager
def alone_in(data_dir: Path) -> Iterator[bool]:
    """Hold the folder's lock, and yield whether it was free."""
    with (data_dir / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def announce(port: int, stopping: threading.Event) -> None:
    """Say so when the city is ready."""
    address = f"http://{HOST}:{port}"
    while not stopping.wait(0.2):
        try:
            with urllib.request.urlopen(f"{address}/healthz/ready", timeout=5):  # noqa: S310
                say(f"Ready: {address}")
                return
        except (urllib.error.URLError, OSError):
            continue


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


def _end_with_parent() -> None:
    """Have the kernel end this process when the supervisor is killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
