"""A real worker, killed in mid-work: after a restart nothing is left undone.

Everything happens in processes of their own, on a database of their own, as in production.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

WRITE = """
from accounts.actions import notify
for purpose in ("in-work", "lost"):
    notify(purpose=purpose, to="ada@example.org", template="failures", language="en",
           context={"count": 1, "failures": [], "unshown": 0})
from django_q.models import OrmQ
lost = OrmQ.objects.order_by("-pk").first()
lost.delete()  # its message never arrives
"""
# What the passing of time would do: leases and django-q2's own lock run out.
LATER = """
import datetime as dt
from django.utils import timezone
from django_q.models import OrmQ
from accounts.models import Notification
past = timezone.now() - dt.timedelta(seconds=1)
assert Notification.objects.get(purpose="in-work").locked_until > timezone.now()
Notification.objects.filter(locked_until__isnull=False).update(locked_until=past)
Notification.objects.update(next_try_at=past)
OrmQ.objects.update(lock=past)
"""
STATES = """
from accounts.models import Notification
for row in Notification.objects.order_by("purpose"):
    print(row.purpose, row.status, row.attempts)
"""


class City:
    """One installation with its own data: shells into it, and its worker."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.environment = os.environ | {
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": f"sqlite:///{data_dir}/city.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.accounts.worker_settings",
            "WORKERS": "1",
        }

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code)

    def start_worker(self) -> subprocess.Popen[bytes]:
        log = (self.data_dir / "worker.log").open("ab")
        command = [sys.executable, "manage.py", "qcluster"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def kill(worker: subprocess.Popen[bytes]) -> None:
    """End the worker with all its processes, at once and without a goodbye."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_for(condition: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.3)


@pytest.fixture
def city(tmp_path: Path) -> City:
    city = City(tmp_path)
    city.manage("migrate", "--verbosity", "0")
    return city


def test_a_worker_killed_in_mid_work_leaves_nothing_undone(city: City):
    mails = city.data_dir / "mail"
    (city.data_dir / "hang").touch()
    city.shell(WRITE)

    worker = city.start_worker()
    wait_for((city.data_dir / "started").exists, seconds=60)
    kill(worker)
    assert not list(mails.glob("*.log"))
    assert city.shell(STATES).split("\n")[:2] == ["in-work waiting 1", "lost waiting 0"]

    city.shell(LATER)
    (city.data_dir / "hang").unlink()
    worker = city.start_worker()
    try:
        wait_for(lambda: len(list(mails.glob("*.log"))) == 2, seconds=120)
        wait_for(lambda: "waiting" not in city.shell(STATES), seconds=30)
    finally:
        kill(worker)
    assert city.shell(STATES).split("\n")[:2] == ["in-work done 2", "lost done 1"]
    assert len(list(mails.glob("*.log"))) == 2
