"""What a step costs does not depend on how long the form is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.engine.runner_doors import Resident, service
from tests.factories.engine import published_form

pytestmark = pytest.mark.django_db


def form_of(count: int) -> Any:
    steps = [
        {
            "slug": f"step-{number}",
            "title": f"Step {number}",
            "fields": [{"type": "text", "key": f"answer_{number}", "label": "Answer"}],
        }
        for number in range(count)
    ]
    return published_form(steps=steps, settings={})


def queries(action: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        action()
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("count", [1, 3])
def test_a_step_is_shown_and_saved_with_the_same_queries_however_many_there_are(count):
    service(form_of(count))
    resident = Resident()
    # The first visit fills the caches that live as long as the process.
    resident.send("step-0", {"answer_0": "first"})
    page = resident.hidden("step-0")

    shown = queries(lambda: resident.get("step-0"))
    saved = queries(
        lambda: resident.client.post(resident.url("step-0"), {**page, "answer_0": "second"})
    )

    assert (len(shown), len(saved)) == (5, 6), "\n".join([*shown, "", *saved])
