"""What the sandbox bank does: opens a checkout, and takes the visitor's choice, once."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import outbox
from payments.providers.base import Order
from payments.sandbox.bank import BankCheckout, BankNotice

LIFETIME = dt.timedelta(hours=1)
# The worker looks every minute for what has become due.
LATE = dt.timedelta(seconds=20)


class Choice(models.TextChoices):
    """What one can do on the bank's page. The texts are those of its buttons."""

    PAY = "pay", _("Pay now")
    REFUSE = "refuse", _("Have the card refused")
    LEAVE = "leave", _("Leave without paying")
    PAY_LATE = "late", _("Pay, but tell the city a minute later")
    PAY_TWICE = "twice", _("Pay, and tell the city twice")


STATES = {
    Choice.REFUSE: BankCheckout.State.REFUSED,
    Choice.LEAVE: BankCheckout.State.CANCELLED,
}


def open_bank_checkout(account: str, order: Order) -> BankCheckout:
    """The checkout of that order; the same one however often it is asked for."""
    checkout, _is_new = BankCheckout.objects.get_or_create(
        order=order.key,
        defaults={
            "account": account,
            "amount": order.amount,
            "currency": order.currency,
            "description": order.description,
            "return_url": order.return_url,
            "webhook_url": order.webhook_url,
            "expires_at": timezone.now() + LIFETIME,
        },
    )
    return checkout


def choose(*, token: str, choice: Choice) -> BankCheckout:
    """Do what the visitor chose, and tell the merchant. Only the first choice counts.

    The notices are stored with the choice. Those that are not late are posted at once, so that
    the visitor finds the payment settled on the way back; what fails is tried again by the worker.
    """
    checkout, notices = _decide(token, choice)
    if choice != Choice.PAY_LATE:
        for notice in notices:
            outbox.work(notice._meta.label_lower, str(notice.pk))
    return checkout


@transaction.atomic
def _decide(token: str, choice: Choice) -> tuple[BankCheckout, list[BankNotice]]:
    checkout = BankCheckout.objects.select_for_update().get(token=token)
    if not checkout.is_open:
        return checkout, []
    checkout.state = STATES.get(choice, BankCheckout.State.PAID)
    checkout.save(update_fields=["state"])
    report = checkout.report()
    event_id = uuid.uuid4().hex
    data = {
        "id": event_id,
        "order": report.order,
        "reference": report.reference,
        "outcome": report.outcome,
        "amount": report.amount,
        "currency": report.currency,
    }
    due = timezone.now() + (LATE if choice == Choice.PAY_LATE else dt.timedelta(0))
    copies = 2 if choice == Choice.PAY_TWICE else 1
    notices = [
        BankNotice.objects.create(checkout=checkout, event_id=event_id, data=data, next_try_at=due)
        for _copy in range(copies)
    ]
    return checkout, notices
