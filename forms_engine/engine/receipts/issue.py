"""Issuing a receipt and finding one again."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from forms_engine.engine.models import Document, Submission
from forms_engine.engine.reference import ALPHABET, MISREAD
from forms_engine.engine.reference import read as read_reference

CODE_LENGTH = 16


def code_for(submission: Submission) -> str:
    """The verification code of a submission's receipt.

    A keyed hash (HMAC-SHA-256) over the reference, the time, the version and the answers, so that
    it can neither be guessed nor worked out from a receipt whose text was changed.
    """
    facts = {
        "reference": submission.reference,
        "at": submission.submitted_at.isoformat() if submission.submitted_at else "",
        "version": submission.version.digest,
        "answers": submission.answers,
    }
    message = json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), message, sha256)
    number = int.from_bytes(digest[:10], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))


def written_code(code: str) -> str:
    """The code in groups of four, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@transaction.atomic
def issue_receipt(submission: Submission) -> Document:
    """Order the receipt from the worker, once; a repeat gives back the one ordered before."""
    document, created = Document.objects.get_or_create(
        submission=submission,
        kind=Document.Kind.RECEIPT,
        defaults={"code": code_for(submission)},
    )
    if created:
        document.enqueue()
    return document


def find_receipt(reference: str, code: str) -> Document | None:
    """The receipt that bears both; None when we never issued one like it."""
    wanted = "".join(code.split()).upper().translate(MISREAD)
    number = read_reference(reference)
    if not number or len(wanted) != CODE_LENGTH:
        return None
    return Document.objects.filter(
        kind=Document.Kind.RECEIPT, code=wanted, submission__reference=number
    ).first()
