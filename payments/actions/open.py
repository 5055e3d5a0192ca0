"""Opening a payment, and the checkout in which it is made."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from payments.actions.ask import ask_about
from payments.payment import Checkout, Payment
from payments.providers import DEFAULT, get_provider
from payments.providers.base import Order, ProviderError

logger = logging.getLogger(__name__)


class TermsChangedError(ValueError):
    """The key already belongs to a payment of another amount or currency."""


def open_payment(
    *,
    key: str,
    amount: int,
    currency: str,
    description: str,
    return_url: str,
    language: str,
    provider: str = DEFAULT,
) -> Payment:
    """The payment of that key, with a checkout to send the resident to: `payment.checkout_url`.

    Safe to repeat, as often as the resident comes back: a payment under way keeps its checkout,
    one that was refused, cancelled or ran out gets a new one, and one that is settled stays so.
    Description and addresses may change in between; raises `TermsChangedError` if the amount or
    the currency does. `amount` is in minor units; `return_url` is where the resident goes on once
    it is paid, and should name the host.

    Asks the provider, so call it outside a transaction. If the provider does not answer,
    `checkout_url` is our own page, which says so and offers to try again.
    """
    terms = {"description": description[:200], "return_url": return_url, "language": language}
    defaults = {"amount": amount, "currency": currency, "provider": provider, **terms}
    payment, is_new = Payment.objects.get_or_create(key=key, defaults=defaults)
    if (payment.amount, payment.currency) != (amount, currency):
        raise TermsChangedError(key)
    if not is_new:
        for name, value in terms.items():
            setattr(payment, name, value)
        payment.save(update_fields=[*terms, "updated_at"])
    return start_checkout(payment_id=payment.pk)


def start_checkout(*, payment_id: UUID) -> Payment:
    """Make sure that the resident can pay now, unless it is paid. Safe to repeat.

    Two clicks at once share one checkout: the database allows one live checkout per payment, and
    the provider knows it by its key.
    """
    _ask_about_what_ended(payment_id)
    payment, checkout = _live_checkout(payment_id)
    if checkout is None or checkout.url:
        return payment
    provider = get_provider(payment.provider)
    try:
        started = provider.start_checkout(_order(payment, checkout))
    except ProviderError as error:
        logger.warning("Provider %s starts no checkout: %s", payment.provider, error)
        return payment
    Checkout.objects.filter(pk=checkout.pk, url="").update(
        reference=started.reference, url=started.url, expires_at=started.expires_at
    )
    return payment


def _ask_about_what_ended(payment_id: UUID) -> None:
    """Before somebody pays in a new checkout: the notice of the old one may have got lost."""
    now = timezone.now()
    for checkout in Checkout.objects.live().filter(payment=payment_id).select_related("payment"):
        if checkout.has_ended(now):
            ask_about(checkout, now=now, grace=dt.timedelta(0))


@transaction.atomic
def _live_checkout(payment_id: UUID) -> tuple[Payment, Checkout | None]:
    """The payment and its one live checkout; none if it is settled or if somebody has to look."""
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    if payment.is_settled or payment.is_disputed:
        return payment, None
    checkout = payment.live_checkout
    if checkout and checkout.has_ended(timezone.now()):
        checkout.state = Checkout.State.EXPIRED
        checkout.save(update_fields=["state"])
        checkout = None
    if checkout is None:
        checkout = Checkout.objects.create(payment=payment)
    if not payment.is_pending:
        payment.state = Payment.State.PENDING
        payment.save(update_fields=["state", "updated_at"])
    return payment, checkout


def _order(payment: Payment, checkout: Checkout) -> Order:
    return Order(
        key=str(checkout.pk),
        amount=payment.amount,
        currency=payment.currency,
        description=payment.description,
        language=payment.language,
        return_url=payment.absolute(f"{payment.page_url}back/"),
        webhook_url=payment.absolute(reverse("payments_webhook", args=[payment.provider])),
    )
