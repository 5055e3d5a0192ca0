"""The ledger cannot be changed, emptied or unbalanced, not even past Django."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from payments.ledger import AppendOnlyError
from payments.models import LedgerAccount, LedgerEntry, ProviderEvent
from tests.factories.payments import at_the_bank, make_payment

pytestmark = pytest.mark.django_db


def test_an_entry_of_the_ledger_can_be_neither_changed_nor_deleted():
    at_the_bank(make_payment())
    entry = LedgerEntry.objects.first()
    assert entry is not None
    entry.amount = 1

    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        LedgerEntry.objects.update(amount=1)
    with pytest.raises(AppendOnlyError):
        LedgerEntry.objects.all().delete()


def test_the_database_itself_refuses_to_change_an_entry():
    at_the_bank(make_payment())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE payments_ledgerentry SET amount = 1")


@pytest.mark.postgresql
def test_postgresql_itself_refuses_to_delete_an_entry():
    at_the_bank(make_payment())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("DELETE FROM payments_ledgerentry")


def test_the_database_refuses_an_entry_from_an_account_to_itself():
    payment = at_the_bank(make_payment())
    account = LedgerAccount.fees()
    event = ProviderEvent.objects.create(
        provider="default", event_id="x", outcome="paid", amount=1, currency="EUR", result="noted"
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.create(
            kind="received", payment=payment, event=event, debit=account, credit=account,
            amount=1, currency="EUR",
        )  # fmt: skip


def test_the_database_refuses_to_allocate_a_payment_twice():
    payment = at_the_bank(make_payment())
    event = ProviderEvent.objects.create(
        provider="default", event_id="x", outcome="paid", amount=1, currency="EUR", result="noted"
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.create(
            kind="allocated", payment=payment, event=event, debit=LedgerAccount.unallocated(),
            credit=LedgerAccount.fees(), amount=2500, currency="EUR",
        )  # fmt: skip
