"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with ``payment``, exactly once per payment, inside the transaction that settles it. A
# receiver that fails undoes the settling, and the provider's next notification tries it again.
payment_settled = Signal()
