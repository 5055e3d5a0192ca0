"""What casework says to the floors above it."""

from django.dispatch import Signal

# Sent with ``case`` and ``event`` inside the transaction that decides the case; a receiver that
# fails undoes the decision with it.
case_decided = Signal()
