"""What a step costs against a view that was written by hand for it."""

from __future__ import annotations

from tests.bench._inside import database, ratio
from tests.figures import figure

ROUNDS = 300


@figure("step-vs-handwritten", at_most=1.3)
def step_vs_handwritten() -> float:
    """Showing a step and sending it, by the engine and by hand: same questions, same write."""
    with database():
        from django.test.utils import override_settings

        with override_settings(ROOT_URLCONF="tests.bench._handwritten"):
            return _measure()


def _measure() -> float:
    from tests.engine.runner_doors import DOG, Resident, service

    service()
    resident = Resident()
    assert resident.send("dog", DOG).status_code == 302
    client, path = resident.client, resident.url("dog")
    hidden = resident.hidden("dog")

    def ours() -> None:
        assert client.get(path).status_code == 200
        assert client.post(path, {**hidden, **DOG}).status_code == 302

    def by_hand() -> None:
        assert client.get("/handwritten/").status_code == 200
        assert client.post("/handwritten/", DOG).status_code == 302

    return ratio(ours, by_hand, rounds=ROUNDS)
