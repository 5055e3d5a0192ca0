"""What can go wrong with a piece of work of the outbox, and how it is told to the staff."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPResponseException


class TemporaryError(Exception):
    """It did not work now; the worker tries again later.

    The text is stored for the staff to read, so it must hold no personal data.
    """


class PermanentError(Exception):
    """It can never work as it is: the row fails at once, and somebody has to look.

    The text is stored for the staff to read, so it must hold no personal data.
    """


def describe(error: BaseException) -> str:
    """Say what went wrong without personal data: mail servers quote addresses in their texts."""
    name = type(error).__name__
    match error:
        case PermanentError() | TemporaryError():
            detail = str(error)
        case SMTPRecipientsRefused():
            detail = ", ".join(sorted({str(code) for code, _text in error.recipients.values()}))
        case SMTPResponseException():
            detail = str(error.smtp_code)
        case OSError():
            detail = error.strerror or ""
        case _:
            detail = ""
    return f"{name}: {detail}"[:250] if detail else name
