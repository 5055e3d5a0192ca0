"""A payment, and the checkouts in which a resident tries to make it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from payments.money import written
from payments.providers import DEFAULT
from payments.providers.base import Outcome


class PaymentQuerySet(models.QuerySet["Payment"]):
    def settled(self) -> PaymentQuerySet:
        return self.filter(state=Payment.State.SETTLED)

    def disputed(self) -> PaymentQuerySet:
        """Payments for which a wrong sum came, so that somebody has to look."""
        wrong = Checkout.objects.filter(state=Checkout.State.MISMATCH)
        return self.exclude(state=Payment.State.SETTLED).filter(pk__in=wrong.values("payment"))


class Payment(models.Model):
    """A sum to be paid for something that the caller knows by `key`. Amounts are in minor units.

    Every state but *settled* can be left again: who was refused may try anew, and money that
    comes late still counts.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PENDING = "pending", _("Under way")
        SETTLED = "settled", _("Paid")
        FAILED = "failed", _("Refused")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Out of time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("key"), max_length=100, unique=True, editable=False)
    amount = models.PositiveBigIntegerField(_("amount in minor units"), editable=False)
    currency = models.CharField(_("currency"), max_length=3, editable=False)
    description = models.CharField(_("description"), max_length=200)
    provider = models.CharField(_("provider"), max_length=50, default=DEFAULT, editable=False)
    provider_reference = models.CharField(
        _("provider’s reference"), max_length=200, blank=True, editable=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    return_url = models.CharField(_("address to return to"), max_length=500)
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    settled_at = models.DateTimeField(_("paid at"), null=True, editable=False)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at"], name="payment_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "pending", "failed", "cancelled", "expired"])
                & Q(settled_at=None)
                | Q(state="settled", settled_at__isnull=False),
                name="payment_settled_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.description}, {self.written_amount}"

    @property
    def is_settled(self) -> bool:
        return self.state == self.State.SETTLED

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING

    @property
    def written_amount(self) -> str:
        """The amount as people write it in the language of the page."""
        return written(self.amount, self.currency)

    @property
    def live_checkout(self) -> Checkout | None:
        """The checkout in which the resident can pay now, if one is open."""
        return self.checkouts.live().first()

    @property
    def is_disputed(self) -> bool:
        """Whether a wrong sum came: nobody should pay again before somebody has looked."""
        wrong = self.checkouts.filter(state=Checkout.State.MISMATCH)
        return not self.is_settled and wrong.exists()

    @property
    def page_url(self) -> str:
        """Our own page of this payment, in the payment's language."""
        with override(self.language):
            return reverse("payments:payment", args=[self.pk])

    @property
    def checkout_url(self) -> str:
        """Where to send the resident now: the provider's page, or ours if there is none."""
        checkout = None if self.is_settled else self.live_checkout
        return checkout.url if checkout and checkout.url else self.page_url

    def absolute(self, path: str) -> str:
        """The path on the host from which the resident came."""
        return urljoin(urljoin(settings.BASE_URL, self.return_url), path)


class CheckoutQuerySet(models.QuerySet["Checkout"]):
    def live(self) -> CheckoutQuerySet:
        """Checkouts in which the resident may still pay, as far as we know."""
        return self.filter(state=Checkout.State.LIVE)

    def silent(self, *, since: dt.datetime) -> CheckoutQuerySet:
        """Live checkouts of which nothing was heard or asked since then."""
        return self.live().filter(checked_at__lt=since)


class Checkout(models.Model):
    """One visit to a provider's checkout page. Its id is the order that the provider knows."""

    class State(models.TextChoices):
        LIVE = "live", _("Under way")
        PAID = "paid", _("Paid")
        MISMATCH = "mismatch", _("Wrong sum")
        REFUSED = "refused", _("Refused")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Out of time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="checkouts")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LIVE)
    # Both empty until the provider has answered.
    reference = models.CharField(_("provider’s reference"), max_length=200, blank=True)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("ends"), null=True)
    checked_at = models.DateTimeField(_("last heard of or asked"), default=timezone.now)

    objects = CheckoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("checkout")
        verbose_name_plural = _("checkouts")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state="live"), name="checkout_one_live"
            ),
        ]
        indexes = [
            models.Index(fields=["checked_at"], condition=Q(state="live"), name="checkout_to_ask"),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.pk)

    @property
    def is_live(self) -> bool:
        return self.state == self.State.LIVE

    def has_ended(self, now: dt.datetime) -> bool:
        """Whether its time is up, so that nobody should be sent there any more."""
        return self.expires_at is not None and self.expires_at <= now


class ProviderEvent(models.Model):
    """One thing that a provider told us, stored once and for good. Holds no personal data."""

    class Result(models.TextChoices):
        SETTLED = "settled", _("Paid the payment")
        NOTED = "noted", _("Changed the state")
        IGNORED = "ignored", _("Told nothing new")
        MISMATCH = "mismatch", _("Wrong sum: look at it")
        SURPLUS = "surplus", _("Paid once more: give it back")
        UNKNOWN = "unknown", _("Belongs to no payment")

    provider = models.CharField(_("provider"), max_length=50)
    event_id = models.CharField(_("number"), max_length=200)
    checkout = models.ForeignKey(
        Checkout, on_delete=models.PROTECT, null=True, related_name="events"
    )
    outcome = models.CharField(_("told"), max_length=10, choices=Outcome)
    amount = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    data: models.JSONField[Any, Any] = models.JSONField(_("as told"), default=dict)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("provider’s message")
        verbose_name_plural = _("providers’ messages")
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="provider_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"

    @property
    def written_amount(self) -> str:
        return written(self.amount, self.currency)
