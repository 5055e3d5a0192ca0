"""The supervisor keeps both programs running and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from config import serve
from tests.city import ROOT, free_port, running_city, wait_for


def run_serve(data_dir: Path, port: int) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"DATA_DIR": str(data_dir), "PORT": str(port)}
    return subprocess.run(
        [sys.executable, "-m", "config.serve"],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_port_in_use_is_one_clear_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_serve(tmp_path, port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {port} is in use: choose another one, as in PORT=8001 make demo.\n"
    )


def test_a_folder_serves_one_city_at_a_time(tmp_path):
    with serve.alone_in(tmp_path) as is_alone:
        assert is_alone
        done = run_serve(tmp_path, free_port())
    assert done.returncode == 1
    assert done.stderr == f"A demo city is already running on the data in {tmp_path}.\n"
    with serve.alone_in(tmp_path) as is_alone:
        assert is_alone


def test_pauses_grow_while_a_program_keeps_ending_and_shrink_after_a_steady_run(monkeypatch):
    program = serve.Program("web", ["true"])
    now = 1000.0
    monkeypatch.setattr(serve.time, "monotonic", lambda: now)
    program.started = now - 1
    assert [program.next_pause() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    program.started = now - serve.STEADY_SECONDS - 1
    assert program.next_pause() == 0.5


@pytest.mark.slow
def test_a_killed_worker_is_noticed_and_replaced_and_nothing_outlives_the_city(tmp_path):
    with running_city(tmp_path) as city:
        family = psutil.Process(city.process.pid).children(recursive=True)
        workers = city.programs("qcluster")
        assert len(workers) >= 4
        for process in workers:
            process.suspend()
        wait_for(lambda: not city.is_ready(), seconds=20)
        assert city.answers("/healthz/live")

        for process in workers:
            process.send_signal(signal.SIGKILL)
        wait_for(city.is_ready, seconds=30)

        family += psutil.Process(city.process.pid).children(recursive=True)
    wait_for(lambda: not any(process.is_running() for process in family), seconds=10)
    assert city.process.returncode == 0
