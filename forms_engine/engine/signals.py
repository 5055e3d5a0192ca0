"""What the engine tells the floors above. Sent inside the transaction that made it true."""

from django.dispatch import Signal

# submission: the `Submission` that has just been sent, and whose fee, if any, is settled.
submission_submitted = Signal()
