"""What happens with payments. The floors above call `open_payment`; the rest follows by itself."""

from payments.actions.ask import ask_about_silent_checkouts
from payments.actions.open import TermsChangedError, open_payment, start_checkout
from payments.actions.record import record

__all__ = [
    "TermsChangedError",
    "ask_about_silent_checkouts",
    "open_payment",
    "record",
    "start_checkout",
]
