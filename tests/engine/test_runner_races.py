"""Two requests at the very same moment, on a database with real row locks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from forms_engine.engine.models import Submission
from tests.engine.runner_doors import DOG, Resident, only_draft, service

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
AT_ONCE = 4


def at_once(action: Callable[[], Any]) -> list[Any]:
    """What ``action`` gives when several threads do it at the same moment."""
    gate = Barrier(AT_ONCE)

    def run(_number: int) -> Any:
        try:
            gate.wait()
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def test_clicks_at_the_same_moment_begin_one_draft():
    service()
    resident = Resident()
    sent = {**resident.hidden("dog"), **DOG}

    answers = at_once(lambda: Resident().client.post(resident.url("dog"), sent))

    assert {answer["Location"] for answer in answers} == {resident.url("you")}
    assert Submission.objects.count() == 1


def test_sending_at_the_same_moment_gives_one_reference():
    service()
    resident = Resident()
    resident.fill_in()
    sent = {**resident.hidden("check"), "draft-declaration": "yes"}
    cookies = resident.client.cookies

    def send() -> Any:
        window = Resident()
        window.client.cookies = cookies
        return window.client.post(window.url("check"), sent)

    answers = at_once(send)

    assert {answer["Location"] for answer in answers} == {resident.url("done")}
    assert only_draft().reference


def test_two_windows_at_the_same_moment_never_lose_an_answer():
    service()
    resident = Resident()
    resident.send("dog", DOG)
    page = resident.hidden("dog")
    names = iter(["Max", "Bella", "Luna", "Otto"])

    answers = at_once(
        lambda: Resident().client.post(
            resident.url("dog"), {**page, **DOG, "dog_name": next(names)}
        )
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
