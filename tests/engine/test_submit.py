from __future__ import annotations

import pytest

from forms_engine.engine.actions import IncompleteSubmissionError, settle_fee, submit
from forms_engine.engine.models import FormVersion, Submission
from forms_engine.engine.signals import submission_submitted
from tests.factories.engine import DOG_LICENCE, complete_draft, draft, published_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_on():
    seen: list[Submission] = []

    def note(sender, submission, **kwargs):
        seen.append(submission)

    submission_submitted.connect(note)
    yield seen
    submission_submitted.disconnect(note)


def test_submit_numbers_a_complete_draft_and_hands_it_on(handed_on):
    sent = submit(submission_id=complete_draft().pk)

    assert sent.status == Submission.Status.SUBMITTED
    assert len(sent.written_reference) == 11
    assert sent.email == "ada@example.org"
    assert handed_on == [sent]


def test_submit_twice_changes_nothing(handed_on):
    start = complete_draft()

    first = submit(submission_id=start.pk)
    second = submit(submission_id=start.pk)

    assert second.reference == first.reference
    assert len(handed_on) == 1


def test_an_incomplete_draft_is_refused_and_stays_a_draft(handed_on):
    start = draft(answers={"dog_name": "Rex"}, done={"dog": ["dog_name", "kind"]})

    with pytest.raises(IncompleteSubmissionError):
        submit(submission_id=start.pk)

    start.refresh_from_db()
    assert start.is_draft
    assert handed_on == []


def test_answers_of_hidden_fields_are_dropped_at_submit():
    start = complete_draft()
    start.answers["trainer"] = "left over from before"
    start.save()

    assert "trainer" not in submit(submission_id=start.pk).answers


def test_a_form_with_a_fee_waits_for_payment_and_is_then_handed_on_once(handed_on):
    form = published_form(settings={**DOG_LICENCE["settings"], "fee": 2500})
    sent = submit(submission_id=complete_draft(form).pk)
    assert sent.status == Submission.Status.AWAITING_PAYMENT
    assert handed_on == []

    settle_fee(submission_id=sent.pk)
    settle_fee(submission_id=sent.pk)

    assert len(handed_on) == 1


def test_publishing_while_a_draft_is_open_changes_nothing_in_that_draft():
    form = published_form()
    start = complete_draft(form)

    form = published_form(
        title="Dog licence, new rules", steps=DOG_LICENCE["steps"][:1], settings={}
    )

    start.refresh_from_db()
    assert start.definition.title == "Dog licence"
    assert [stage.slug for stage in start.journey.stages] == ["dog", "you"]
    assert FormVersion.objects.filter(form=form).count() == 2
