"""A provider for trying things out. Its bank is `payments.sandbox`, and no real money moves.

It behaves as real ones do: checkout pages of its own, notifications signed with a shared secret
that may come late, twice or not at all, and a state that can be asked for.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from payments.providers.base import (
    Notification,
    NotificationError,
    Order,
    Outcome,
    Provider,
    ProviderError,
    Report,
    Started,
)

SIGNATURE_HEADER = "X-Sandbox-Signature"
# A notification older than this is not believed, so that a recorded one cannot be played again.
MAX_AGE = dt.timedelta(minutes=5)
KEPT = ("id", "order", "reference", "outcome", "amount", "currency")


class SandboxProvider(Provider):
    """Option `SECRET` signs the notifications; without it, one is derived from `SECRET_KEY`."""

    def start_checkout(self, order: Order) -> Started:
        from payments.sandbox.actions import open_bank_checkout

        checkout = open_bank_checkout(self.alias, order)
        with override(order.language):
            url = reverse("payments:sandbox", args=[checkout.token])
        return Started(reference=checkout.reference, url=url, expires_at=checkout.expires_at)

    def fetch_state(self, *, order: str, reference: str) -> Report:
        from payments.sandbox.bank import BankCheckout

        checkout = BankCheckout.objects.filter(order=order, account=self.alias).first()
        if checkout is None:
            raise ProviderError("The sandbox bank does not know this checkout")
        return checkout.report()

    def parse_notification(self, *, headers: Mapping[str, str], body: bytes) -> Notification:
        self._prove(headers.get(SIGNATURE_HEADER, ""), body)
        try:
            data = json.loads(body)
            report = Report(
                order=str(data["order"]),
                reference=str(data["reference"]),
                outcome=Outcome(data["outcome"]),
                amount=_amount(data["amount"]),
                currency=str(data["currency"])[:3],
            )
            event_id = str(data["id"])[:200]
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise NotificationError("Not readable") from error
        return Notification(
            event_id=event_id, report=report, data={name: data[name] for name in KEPT}
        )

    def sign(self, body: bytes, *, at: dt.datetime | None = None) -> str:
        """The value of the signature's header: the time, and a keyed hash over time and body."""
        stamp = str(int((at or timezone.now()).timestamp()))
        return f"t={stamp},v1={self._digest(stamp, body)}"

    def _digest(self, stamp: str, body: bytes) -> str:
        secret: str | None = self.options.get("SECRET")
        salt = f"payments.sandbox.{self.alias}"
        text = stamp.encode() + b"." + body
        return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()

    def _prove(self, signature: str, body: bytes) -> None:
        parts = dict(part.partition("=")[::2] for part in signature.split(","))
        stamp = parts.get("t", "")
        if not constant_time_compare(parts.get("v1", ""), self._digest(stamp, body)):
            raise NotificationError("Wrong signature")
        age = timezone.now().timestamp() - int(stamp)
        if abs(age) > MAX_AGE.total_seconds():
            raise NotificationError("Too old")


def _amount(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**53:
        raise ValueError("Not an amount")
    return raw
