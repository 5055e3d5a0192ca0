"""Recording what a provider says about a checkout: the one door through which money comes in."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from payments.ledger import LedgerAccount, LedgerEntry
from payments.payment import Checkout, Payment, ProviderEvent
from payments.providers.base import Outcome, Report
from payments.signals import payment_settled

logger = logging.getLogger(__name__)

Result = ProviderEvent.Result

# What a checkout and its payment become when no money came.
UNPAID = {
    Outcome.REFUSED: (Checkout.State.REFUSED, Payment.State.FAILED),
    Outcome.CANCELLED: (Checkout.State.CANCELLED, Payment.State.CANCELLED),
    Outcome.EXPIRED: (Checkout.State.EXPIRED, Payment.State.EXPIRED),
}


@transaction.atomic
def record(
    *, provider: str, event_id: str, report: Report, data: Mapping[str, Any] | None = None
) -> ProviderEvent:
    """Store the event, book the money, and settle the payment if that was the sum it asked for.

    Safe to repeat and to get in any order: the payment's row is locked, and an event that is
    stored already changes nothing. Everything happens in one transaction, `payment_settled`
    included, so that a failure leaves nothing behind and the provider tells us again.
    """
    checkout = _lock(provider, report)
    known = ProviderEvent.objects.filter(provider=provider, event_id=event_id).first()
    if known is not None:
        return known
    event, is_new = ProviderEvent.objects.get_or_create(
        provider=provider,
        event_id=event_id,
        defaults={
            "checkout": checkout,
            "outcome": report.outcome,
            "amount": report.amount,
            "currency": report.currency,
            "result": Result.UNKNOWN,
            "data": dict(data or {}),
        },
    )
    if checkout is None:
        logger.error("Provider %s: event %s belongs to no payment", provider, event_id)
    elif is_new:
        event.result = _apply(event, checkout, report)
        event.save(update_fields=["result"])
    return event


def _lock(provider: str, report: Report) -> Checkout | None:
    """The checkout that the report is about, with its payment locked until the transaction ends."""
    try:
        number = UUID(report.order)
    except ValueError:
        return None
    owner = Payment.objects.filter(provider=provider, checkouts=number).values("pk")
    payment = Payment.objects.select_for_update().filter(pk__in=owner).first()
    if payment is None:
        return None
    checkout = Checkout.objects.get(pk=number)
    checkout.payment = payment
    checkout.checked_at = timezone.now()
    checkout.reference = checkout.reference or report.reference
    checkout.save(update_fields=["checked_at", "reference"])
    return checkout


def _apply(event: ProviderEvent, checkout: Checkout, report: Report) -> ProviderEvent.Result:
    if report.outcome == Outcome.PAID:
        return _money_came(event, checkout, report)
    if report.outcome == Outcome.PENDING or not checkout.is_live:
        return Result.IGNORED
    checkout.state, state = UNPAID[report.outcome]
    checkout.save(update_fields=["state"])
    payment = checkout.payment
    if payment.is_pending:
        payment.state = state
        payment.save(update_fields=["state", "updated_at"])
    return Result.NOTED


def _money_came(event: ProviderEvent, checkout: Checkout, report: Report) -> ProviderEvent.Result:
    """Money counts whenever it comes, even after the checkout was cancelled or ran out."""
    payment = checkout.payment
    new = report.amount - _received(checkout, report.currency)
    if new > 0:
        _book_receipt(event, payment, new)
    if checkout.state == Checkout.State.PAID:
        return Result.SURPLUS if new > 0 else Result.IGNORED
    is_right = (report.amount, report.currency) == (payment.amount, payment.currency)
    checkout.state = Checkout.State.PAID if is_right else Checkout.State.MISMATCH
    checkout.save(update_fields=["state"])
    if not is_right:
        logger.error("Payment %s: the provider took another sum", payment.pk)
        if not payment.is_settled:
            payment.state = Payment.State.PENDING
            payment.save(update_fields=["state", "updated_at"])
        return Result.MISMATCH
    if payment.is_settled:
        logger.error("Payment %s was paid more than once", payment.pk)
        return Result.SURPLUS
    _settle(event, checkout)
    return Result.SETTLED


def _settle(event: ProviderEvent, checkout: Checkout) -> None:
    payment = checkout.payment
    LedgerEntry.objects.create(
        kind=LedgerEntry.Kind.ALLOCATED,
        payment=payment,
        event=event,
        debit=LedgerAccount.unallocated(),
        credit=LedgerAccount.fees(),
        amount=payment.amount,
        currency=payment.currency,
    )
    payment.state = Payment.State.SETTLED
    payment.settled_at = timezone.now()
    payment.provider_reference = checkout.reference
    payment.save(update_fields=["state", "settled_at", "provider_reference", "updated_at"])
    payment_settled.send(sender=Payment, payment=payment)


def _book_receipt(event: ProviderEvent, payment: Payment, amount: int) -> None:
    LedgerEntry.objects.create(
        kind=LedgerEntry.Kind.RECEIVED,
        payment=payment,
        event=event,
        debit=LedgerAccount.at_provider(event.provider),
        credit=LedgerAccount.unallocated(),
        amount=amount,
        currency=event.currency,
    )


def _received(checkout: Checkout, currency: str) -> int:
    """What came in this checkout so far: reports state totals, the ledger books the difference."""
    entries = LedgerEntry.objects.filter(
        event__checkout=checkout, kind=LedgerEntry.Kind.RECEIVED, currency=currency
    )
    total: int | None = entries.aggregate(total=Sum("amount"))["total"]
    return total or 0
