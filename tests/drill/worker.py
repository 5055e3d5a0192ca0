"""The worker is killed in the middle of its work."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path

from tests.city import City, running_city, wait_for
from tests.figures import figure

MAILS = 200
WRITE = f"""
from accounts.actions import notify
for number in range({MAILS}):
    notify(purpose=f"drill:{{number}}", to="ada@example.org", template="failures", language="en",
           context={{"count": 1, "failures": [], "unshown": 0}})
"""
COUNT = """
from accounts.models import Notification
print(Notification.objects.filter(purpose__startswith="drill:", status="done").count())
"""
# A task that was under way when its worker died comes back when its lock has run out.
LONGEST_SECONDS = 400


@figure("queue-undone-after-kill", at_most=0)
def undone_after_kill() -> float:
    """Mails not sent after the worker was killed with SIGKILL while it was sending them."""
    with tempfile.TemporaryDirectory() as folder, running_city(Path(folder)) as city:
        city.shell(WRITE)
        wait_for(lambda: _done(city) > MAILS // 10, seconds=120)
        for process in city.programs("qcluster"):
            process.send_signal(signal.SIGKILL)
        wait_for(city.is_ready, seconds=60)
        try:
            wait_for(lambda: _done(city) == MAILS, seconds=LONGEST_SECONDS)
        except TimeoutError:
            return float(MAILS - _done(city))
        return 0.0


@figure("queue-seconds-to-notice-dead-worker", at_most=15)
def seconds_to_notice() -> float:
    """Seconds until ``/healthz/ready`` says 503 when a stopped worker gives no sign of life."""
    with tempfile.TemporaryDirectory() as folder, running_city(Path(folder)) as city:
        workers = city.programs("qcluster")
        for process in workers:
            process.suspend()
        try:
            return wait_for(lambda: not city.is_ready(), seconds=60)
        finally:
            for process in workers:
                process.resume()


def _done(city: City) -> int:
    return int(city.shell(COUNT).split()[-1])
