"""Asking providers about checkouts of which nothing was heard: notifications do get lost."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace

from django.utils import timezone

from payments.actions.record import record
from payments.payment import Checkout, ProviderEvent
from payments.providers import UnknownProviderError, get_provider
from payments.providers.base import Outcome, ProviderError, Report

logger = logging.getLogger(__name__)

PATIENCE = dt.timedelta(minutes=10)
# After its end a checkout is asked about a little longer: the last payments may still be checked.
GRACE = dt.timedelta(hours=1)
BATCH = 200


def ask_about_silent_checkouts() -> int:
    """Ask about each live checkout that was silent for a while. Returns of how many there was news.

    Runs by the clock. A checkout whose time is up and of which the provider knows no payment is
    closed; should money come after all, it still settles the payment.
    """
    now = timezone.now()
    silent = Checkout.objects.silent(since=now - PATIENCE).select_related("payment")
    count = 0
    for checkout in silent.order_by("checked_at")[:BATCH]:
        Checkout.objects.filter(pk=checkout.pk).update(checked_at=now)
        count += ask_about(checkout, now=now, grace=GRACE) is not None
    return count


def ask_about(checkout: Checkout, *, now: dt.datetime, grace: dt.timedelta) -> ProviderEvent | None:
    """Ask the provider how the checkout stands, and record it if that is news.

    The checkout is closed if nobody paid and it ended longer ago than `grace`. None if there is no
    news, or if the provider does not answer.
    """
    alias = checkout.payment.provider
    is_over = checkout.has_ended(now - grace)
    if checkout.reference:
        try:
            provider = get_provider(alias)
            report = provider.fetch_state(order=str(checkout.pk), reference=checkout.reference)
        except (ProviderError, UnknownProviderError) as error:
            logger.warning("Provider %s says nothing about a checkout: %s", alias, error)
            return None
    else:
        # The provider never answered, so there is no page on which anybody could have paid.
        is_over = checkout.created_at <= now - GRACE
        report = _nothing(checkout)
    if report.outcome == Outcome.PENDING:
        if not is_over:
            return None
        report = replace(report, outcome=Outcome.EXPIRED)
    event_id = f"asked:{checkout.pk}:{report.outcome}:{report.amount}:{report.currency}"
    return record(provider=alias, event_id=event_id, report=report)


def _nothing(checkout: Checkout) -> Report:
    return Report(
        order=str(checkout.pk),
        reference="",
        outcome=Outcome.PENDING,
        amount=0,
        currency=checkout.payment.currency,
    )
