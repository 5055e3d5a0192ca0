"""The outbox does each piece of work at least once, whatever goes wrong in between."""

from __future__ import annotations

import datetime as dt
import smtplib
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from accounts import outbox, schedules
from accounts.actions import notify, set_up_schedules
from accounts.digest import send_failure_digest
from accounts.models import Notification
from accounts.outbox import PermanentError, TemporaryError
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def write(purpose: str = "test:1", **options: Any) -> Notification:
    context = {"count": 1, "failures": [], "unshown": 0}
    options = {"to": "ada@example.org", "language": "en", **options}
    return notify(purpose=purpose, template="failures", context=context, **options)


def attempt(row: Notification) -> Notification:
    outbox.work("accounts.notification", str(row.pk))
    row.refresh_from_db()
    return row


def breaks(monkeypatch: pytest.MonkeyPatch, error: BaseException | None) -> None:
    """Make the mail server answer every mail with this error."""

    def send_messages(self: EmailBackend, messages: list[Any]) -> int:
        if error is not None:
            raise error
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


def test_a_written_mail_is_queued_once_and_sent(mailoutbox):
    row = write()
    assert OrmQ.objects.count() == 1

    attempt(row)

    assert row.is_done
    assert row.done_at is not None
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_the_same_purpose_is_the_same_mail(mailoutbox):
    assert write().pk == write(to="eve@example.org").pk
    assert OrmQ.objects.count() == 1

    outbox.work_off()
    write()
    outbox.work_off()

    assert len(mailoutbox) == 1


def test_work_on_a_done_row_does_nothing(mailoutbox):
    row = attempt(write())

    outbox.work("accounts.notification", str(row.pk))

    assert len(mailoutbox) == 1


def test_work_on_a_row_that_is_gone_does_nothing():
    assert outbox.work("accounts.notification", "0" * 32) == "nothing to do"


def test_the_mail_vanishes_with_its_cause():
    @transaction.atomic
    def cause() -> None:
        write()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cause()

    assert not Notification.objects.exists()
    assert not OrmQ.objects.exists()


def test_an_error_makes_it_pause_longer_each_time(monkeypatch):
    breaks(monkeypatch, ConnectionRefusedError(111, "Connection refused"))
    row = attempt(write())

    assert row.is_waiting
    assert row.attempts == 1
    assert row.last_error == "ConnectionRefusedError: Connection refused"
    pauses = [outbox.pause_after(attempts).total_seconds() for attempts in (1, 2, 3, 9, 14, 9999)]
    assert pauses == [30, 60, 120, 7200, 7200, 7200]
    assert row.next_try_at == pytest.approx(
        timezone.now() + dt.timedelta(seconds=30), abs=dt.timedelta(seconds=5)
    )


def test_after_the_last_attempt_it_fails_and_retry_starts_over(monkeypatch, mailoutbox):
    breaks(monkeypatch, TemporaryError("the server is away"))
    row = write()
    for _attempt in range(row.max_attempts):
        attempt(row)
    assert row.is_failed
    assert row.last_error == "TemporaryError: the server is away"

    monkeypatch.undo()
    row.retry()
    attempt(row)

    assert row.is_done
    assert row.last_error == ""
    assert row.failed_at is None


def test_a_permanent_error_fails_at_once(monkeypatch):
    breaks(monkeypatch, PermanentError("no such account"))

    row = attempt(write())

    assert row.is_failed
    assert row.attempts == 1


def test_a_refused_address_fails_at_once_and_is_not_quoted(monkeypatch):
    refusal = {"ada@example.org": (550, b"no such user ada@example.org")}
    breaks(monkeypatch, smtplib.SMTPRecipientsRefused(refusal))

    row = attempt(write())

    assert row.is_failed
    assert row.last_error == "PermanentError: the mail server refused the address"


@pytest.mark.parametrize(
    ("error", "stored"),
    [
        (smtplib.SMTPDataError(451, b"try later, ada@example.org"), "SMTPDataError: 451"),
        (smtplib.SMTPRecipientsRefused({"ada@example.org": (450, b"x")}), "SMTPRecipientsRefused"),
        (ValueError("ada@example.org"), "ValueError"),
    ],
)
def test_an_error_is_stored_without_personal_data(monkeypatch, error, stored):
    breaks(monkeypatch, error)

    row = attempt(write())

    assert row.is_waiting
    assert row.last_error.startswith(stored)
    assert "ada" not in row.last_error


def test_a_row_in_another_workers_hands_is_left_alone(mailoutbox):
    row = write()
    taken = outbox._claim(Notification, str(row.pk))
    assert taken is not None

    assert outbox.work("accounts.notification", str(row.pk)) == "nothing to do"
    row.retry()

    assert mailoutbox == []
    row.refresh_from_db()
    assert row.attempts == 1


def test_a_killed_workers_row_is_queued_again_when_its_lease_is_over(mailoutbox):
    row = write()
    OrmQ.objects.all().delete()
    outbox._claim(Notification, str(row.pk))  # and then the worker is killed
    assert outbox.enqueue_due() == 0

    past = timezone.now() - dt.timedelta(seconds=1)
    Notification.objects.update(locked_until=past, next_try_at=past)
    assert outbox.enqueue_due() == 1
    assert outbox.enqueue_due() == 0  # it is on the queue now

    assert OrmQ.objects.count() == 1
    assert attempt(row).is_done


def test_a_worker_that_was_overtaken_changes_nothing(monkeypatch):
    row = write()
    slow = outbox._claim(Notification, str(row.pk))
    assert slow is not None
    Notification.objects.update(locked_until=timezone.now() - dt.timedelta(seconds=1))
    assert attempt(row).is_done

    assert outbox._fail(slow, "too late") == "overtaken"

    row.refresh_from_db()
    assert row.is_done


def test_work_that_kills_every_worker_fails_in_the_end():
    row = write()
    Notification.objects.update(attempts=row.max_attempts)

    attempt(row)

    assert row.is_failed
    assert row.last_error.startswith("Interrupted")


def test_a_secret_is_forgotten_once_it_is_sent(mailoutbox):
    row = attempt(write(secret=True))

    assert row.text == row.html == ""
    assert "worker" in mailoutbox[0].body


def test_a_repeat_is_recognisable_and_answers_are_discouraged(mailoutbox):
    row = attempt(write())
    Notification.objects.update(status=Notification.Status.WAITING)
    attempt(row)

    first, second = (mail.message() for mail in mailoutbox)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content_type() == "multipart/alternative"


def test_a_mail_is_in_the_readers_language_or_else_in_the_citys(mailoutbox):
    assert write("a", language="es").language == "es"
    assert write("b", language="tlh").language == "en"
    assert '<html lang="es" dir="ltr">' in Notification.objects.get(purpose="a").html


def test_plain_text_is_not_escaped_and_html_is():
    row = notify(
        purpose="escape",
        to="ada@example.org",
        template="failures",
        context={"count": 1, "failures": [{"kind": "<b>&", "attempts": 1}], "unshown": 0},
        language="en",
    )

    assert "<b>&" in row.text
    assert "&lt;b&gt;&amp;" in row.html


def test_schedules_are_set_up_once_and_follow_the_apps(monkeypatch):
    Schedule.objects.create(name="by hand", func="math.sqrt")
    Schedule.objects.create(name="old.job", func="old.job")

    set_up_schedules()
    set_up_schedules()

    names = sorted(Schedule.objects.values_list("name", flat=True))
    assert names == sorted(["by hand", *schedules._clockworks])
    sweep = Schedule.objects.get(name="accounts.outbox.enqueue_due")
    assert (sweep.schedule_type, sweep.minutes, sweep.repeats) == (Schedule.MINUTES, 1, -1)


def test_a_daily_schedule_first_runs_at_the_next_time_of_day():
    run = schedules.Clockwork(func="x.y", daily_at=dt.time(6, 30)).first_run()

    assert (run.hour, run.minute) == (6, 30)
    assert dt.timedelta(0) < run - timezone.now() <= dt.timedelta(days=1)


def test_administrators_hear_once_a_day_what_failed(monkeypatch, mailoutbox):
    boss = UserFactory(admin=True, language="en")
    UserFactory(admin=True, is_active=False)
    UserFactory()
    breaks(monkeypatch, PermanentError("no such account"))
    row = attempt(write())
    monkeypatch.undo()

    assert send_failure_digest() == 1
    assert send_failure_digest() == 1
    outbox.work_off()

    assert [mail.to for mail in mailoutbox] == [[boss.email]]
    assert mailoutbox[0].subject == "1 delivery failed"
    assert str(row.pk) in mailoutbox[0].body
    assert "no such account" in mailoutbox[0].body
    assert "ada@example.org" not in mailoutbox[0].body


def test_a_day_without_failures_writes_to_nobody():
    UserFactory(admin=True)

    assert send_failure_digest() == 0
    assert not Notification.objects.exists()
