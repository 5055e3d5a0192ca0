"""Who a visitor is to a submission. What may happen to it now is asked elsewhere."""

from __future__ import annotations

from django.http import HttpRequest

from forms_engine.engine.models import Submission

# Submissions that this browser began, or whose mailed code it gave.
SESSION_KEY = "submissions"


def remember(request: HttpRequest, submission: Submission) -> None:
    """Let this browser's session act for the submission, as its author without an account."""
    known = request.session.get(SESSION_KEY, [])
    if str(submission.pk) not in known:
        # The newest fifty are enough for anybody, and keep the session small.
        request.session[SESSION_KEY] = [*known, str(submission.pk)][-50:]


def is_own(request: HttpRequest, submission: Submission) -> bool:
    """Whether the visitor is the submission's author: signed in, or in the session that began it.

    Once it belongs to an account, only that account is its author.
    """
    if submission.applicant_id is not None:
        return submission.applicant_id == request.user.pk
    return str(submission.pk) in request.session.get(SESSION_KEY, [])
