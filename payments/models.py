"""The app's models, each beside its subject."""

from payments.ledger import LedgerAccount, LedgerEntry
from payments.payment import Checkout, Payment, ProviderEvent
from payments.sandbox.bank import BankCheckout, BankNotice

__all__ = [
    "BankCheckout",
    "BankNotice",
    "Checkout",
    "LedgerAccount",
    "LedgerEntry",
    "Payment",
    "ProviderEvent",
]
