from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from forms_engine.engine.actions import submit
from forms_engine.engine.actions.abandoned import discard_abandoned
from forms_engine.engine.models import Attachment, Submission
from forms_engine.engine.submission import private_storage
from tests.factories.engine import complete_draft, draft, published_form

pytestmark = pytest.mark.django_db


def _untouched(submission, days):
    long_ago = timezone.now() - dt.timedelta(days=days)
    Submission.objects.filter(pk=submission.pk).update(updated_at=long_ago)


def test_a_draft_nobody_touched_for_a_month_goes_with_its_files(django_capture_on_commit_callbacks):
    old = draft()
    file = Attachment(submission=old, field_key="q", name="a.pdf", size=3, sha256="a" * 64)
    file.file.save("a.pdf", ContentFile(b"abc"))
    _untouched(old, 31)

    with django_capture_on_commit_callbacks(execute=True):
        assert discard_abandoned() == 1

    assert not Submission.objects.exists()
    assert not private_storage().exists(file.file.name)


def test_younger_drafts_and_sent_requests_stay():
    form = published_form()
    young, sent = draft(form), submit(submission_id=complete_draft(form).pk)
    _untouched(young, 29)
    _untouched(sent, 400)

    assert discard_abandoned() == 0
    assert Submission.objects.count() == 2
