"""The record of money, kept by double entry.

An entry moves one amount from one account to another: the debit and the credit are the same row
and the same number, so the books balance by their shape and no program can unbalance them.
Entries are only ever added; a mistake is mended by an entry the other way.

Money comes in two entries. *Received*: the provider holds it for us, and we owe it to whoever
paid (`unallocated`). *Allocated*: it is ours, because it was the sum that was to be paid. What
stays in `unallocated` came twice or in a wrong amount, and is to be looked at and given back.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.money import written
from payments.payment import Payment, ProviderEvent

UNALLOCATED = "unallocated"
FEES = "fees"


class LedgerAccount(models.Model):
    """One account of the books, made when it is first needed."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("What we have")
        LIABILITY = "liability", _("What we owe")
        INCOME = "income", _("What we earned")

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("account of the ledger")
        verbose_name_plural = _("accounts of the ledger")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def at_provider(cls, alias: str) -> LedgerAccount:
        """Money that this provider has taken for us and not yet paid out."""
        return cls._of(f"provider-{alias}", cls.Kind.ASSET)

    @classmethod
    def unallocated(cls) -> LedgerAccount:
        return cls._of(UNALLOCATED, cls.Kind.LIABILITY)

    @classmethod
    def fees(cls) -> LedgerAccount:
        return cls._of(FEES, cls.Kind.INCOME)

    @classmethod
    def _of(cls, code: str, kind: Kind) -> LedgerAccount:
        return cls.objects.get_or_create(code=code, defaults={"kind": kind})[0]


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete an entry of the ledger."""


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def balances(self) -> dict[tuple[str, str], int]:
        """What each account holds by these entries, by code and currency: debits less credits."""
        balances: Counter[tuple[str, str]] = Counter()
        for side, sign in (("debit", 1), ("credit", -1)):
            sums = self.order_by().values_list(f"{side}__code", "currency").annotate(Sum("amount"))
            for code, currency, total in sums:
                balances[code, currency] += sign * total
        return dict(balances)


class LedgerEntry(models.Model):
    """One amount, in minor units, moved from the credited account to the debited one."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        ALLOCATED = "allocated", _("Allocated")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="entries")
    event = models.ForeignKey(ProviderEvent, on_delete=models.PROTECT, related_name="entries")
    debit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="debits")
    credit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="credits")
    amount = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    booked_at = models.DateTimeField(_("booked"), default=timezone.now, editable=False)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_two_accounts"),
            models.UniqueConstraint(fields=["event", "kind"], name="ledger_event_once"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(kind="allocated"), name="ledger_payment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"

    @property
    def written_amount(self) -> str:
        return written(self.amount, self.currency)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises `AppendOnlyError` for one that is stored already."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError
