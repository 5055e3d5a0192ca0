"""What the tests of payments share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from payments.models import Payment
from payments.signals import payment_settled


@pytest.fixture
def settled() -> Iterator[list[Payment]]:
    """Every payment for which `payment_settled` was sent, in order."""
    seen: list[Payment] = []

    def listen(payment: Payment, **kwargs: object) -> None:
        seen.append(payment)

    payment_settled.connect(listen)
    yield seen
    payment_settled.disconnect(listen)
