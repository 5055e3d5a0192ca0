"""The contract with a payment provider: start a checkout, read notifications, ask for the state.

A provider never touches our tables. It answers with the small facts below, and the actions do the
rest. `docs/payments.md` says how to write one.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProviderError(Exception):
    """The provider does not answer, or refuses to start a checkout.

    The text goes to the log, so it must hold no personal data and no secret.
    """


class NotificationError(Exception):
    """It is no notification of the provider: wrongly signed, too old, or not readable."""


class Outcome(models.TextChoices):
    """How a checkout stands, in the words of all providers."""

    PENDING = "pending", _("Under way")
    PAID = "paid", _("Paid")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Out of time")


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a provider is told about a checkout. Nothing in it says who pays.

    `key` names the checkout for ever: given twice, it must lead to the same checkout at the
    provider (its "idempotency key"), and every report carries it back as `order`.
    `amount` is in minor units. `return_url` is where the resident is sent afterwards, and
    `webhook_url` where notifications go; both are absolute.
    """

    key: str
    amount: int
    currency: str
    description: str
    language: str
    return_url: str
    webhook_url: str


@dataclass(frozen=True, kw_only=True)
class Started:
    """A checkout that the provider has made: its own reference, and the page where one pays."""

    reference: str
    url: str
    expires_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Report:
    """How one checkout stands now. `amount` is all that was paid in it so far, in minor units."""

    order: str
    reference: str
    outcome: Outcome
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Notification:
    """One message of the provider. The same `event_id` twice is the same message.

    `data` is kept for good, so the provider puts into it only what names no person.
    """

    event_id: str
    report: Report
    data: dict[str, Any] = field(default_factory=dict)


class Provider(ABC):
    """One account with one provider. `alias` is its name in `PAYMENT_PROVIDERS`."""

    def __init__(self, alias: str, options: Mapping[str, Any]) -> None:
        self.alias = alias
        self.options = options

    @abstractmethod
    def start_checkout(self, order: Order) -> Started:
        """Make the provider's checkout page. Repeated with the same key, it answers the same.

        Runs outside any transaction. Raises `ProviderError`.
        """

    @abstractmethod
    def parse_notification(self, *, headers: Mapping[str, str], body: bytes) -> Notification:
        """Prove that the message is the provider's, and read it.

        A provider whose messages only say "look at number 7" asks for the state here. Raises
        `NotificationError` if it is not the provider's, `ProviderError` if asking fails.
        """

    @abstractmethod
    def fetch_state(self, *, order: str, reference: str) -> Report:
        """Ask how the checkout stands, for when a notification got lost. Raises `ProviderError`."""
