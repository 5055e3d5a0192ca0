"""What the sandbox bank keeps: its checkouts, and the notices it sends of them."""

from __future__ import annotations

import json
import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.outbox import OutboxRow
from payments.money import written
from payments.providers.base import Outcome, Report


def new_token() -> str:
    return secrets.token_urlsafe(24)


class BankCheckout(models.Model):
    """A checkout page of the bank, known to the merchant by its order."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PAID = "paid", _("Paid")
        REFUSED = "refused", _("Refused")
        CANCELLED = "cancelled", _("Cancelled")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    account = models.CharField(max_length=50)
    order = models.CharField(max_length=40, unique=True)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(max_length=200)
    return_url = models.CharField(max_length=500)
    webhook_url = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("checkout of the sandbox bank")
        verbose_name_plural = _("checkouts of the sandbox bank")

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"SB-{self.pk:07d}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and timezone.now() < self.expires_at

    @property
    def written_amount(self) -> str:
        return written(self.amount, self.currency)

    def report(self) -> Report:
        """How the checkout stands, as the merchant may know it."""
        outcomes = {
            self.State.PAID: Outcome.PAID,
            self.State.REFUSED: Outcome.REFUSED,
            self.State.CANCELLED: Outcome.CANCELLED,
        }
        unpaid = Outcome.PENDING if timezone.now() < self.expires_at else Outcome.EXPIRED
        return Report(
            order=self.order,
            reference=self.reference,
            outcome=outcomes.get(self.State(self.state), unpaid),
            amount=self.amount if self.state == self.State.PAID else 0,
            currency=self.currency,
        )


class BankNotice(OutboxRow):
    """One notification on its way to the merchant. Rows of one `event_id` are one sent twice."""

    max_attempts: ClassVar[int] = 8

    checkout = models.ForeignKey(BankCheckout, on_delete=models.CASCADE, related_name="notices")
    event_id = models.CharField(max_length=40)
    data: models.JSONField[Any, Any] = models.JSONField()

    class Meta(OutboxRow.Meta):
        verbose_name = _("notice of the sandbox bank")
        verbose_name_plural = _("notices of the sandbox bank")

    def __str__(self) -> str:
        return self.event_id

    @property
    def body(self) -> bytes:
        return json.dumps(self.data).encode()

    def perform(self) -> None:
        from payments.sandbox.post import post

        post(self)
