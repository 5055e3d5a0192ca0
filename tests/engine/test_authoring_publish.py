"""A form with errors is published by no way; one without is, by each of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from forms_engine.engine.models import Form, FormVersion
from forms_engine.engine.problems import UnfinishedFormError, problems
from tests.engine.authoring_doors import Desk, draft, editor, messages, publisher
from tests.factories.engine import published_form

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def desk():
    return Desk(editor())


@pytest.fixture
def form():
    return published_form()


def break_it(form: Form) -> Form:
    """Take away the question that a later step depends on."""
    found = draft(form)
    step = found.steps.all()[0]
    step.fields = [c for c in step.fields.get_prep_value() if c["value"]["key"] != "kind"]
    found.steps.set([step, *list(found.steps.all())[1:]])
    found.save_revision(clean=False)
    return Form.objects.get(pk=form.pk)


def test_problems_name_the_place_and_lead_there(form):
    broken = break_it(form)

    found = problems(draft(broken))

    first = next(p for p in found if p.path == "/steps/1/visible_if")
    assert first.is_error
    assert first.where == "Proof of training"
    assert first.url.endswith(f"/steps/{draft(broken).steps.all()[1].uid}/")
    trainer = next(p for p in found if p.path == "/steps/0/fields/1/visible_if")
    assert "#block-" in trainer.url and trainer.where == "Your dog › Who trained it?"


def test_a_form_without_an_address_for_receipts_is_hinted_at_and_published(form):
    found = draft(form)
    found.contact_email_field = ""
    found.save_revision().publish()

    hints = [p for p in problems(found) if p.path == "/settings/contact_email_field"]
    assert len(hints) == 1 and not hints[0].is_error
    assert FormVersion.objects.filter(form=form).count() == 2


def test_the_publish_button_refuses_a_broken_form_with_the_reasons(form):
    break_it(form)
    boss = Desk(publisher())

    page = boss.post("edit", form.pk, **boss.boxes("edit", form.pk), **PUBLISH)

    assert "not published: 2 problems must be mended first" in messages(page)
    assert "Proof of training" in messages(page)
    assert FormVersion.objects.filter(form=form).count() == 1
    assert Form.objects.get(pk=form.pk).has_unpublished_changes


def test_a_broken_form_is_not_handed_in_either(desk, form):
    break_it(form)
    page = desk.post("edit", form.pk, **desk.boxes("edit", form.pk), **SUBMIT)
    assert "must be mended first" in messages(page)
    assert Form.objects.get(pk=form.pk).current_workflow_state is None


def test_an_editor_hands_in_and_a_publisher_approves(desk, form):
    sent = desk.step(form) | {"title": "Your good dog"}
    page = desk.save_step(form, 0, sent, **SUBMIT)
    assert "submitted for moderation" in messages(page)
    assert FormVersion.objects.filter(form=form).count() == 1

    approve(form)

    assert FormVersion.objects.filter(form=form).count() == 2


def approve(form: Form):
    """As from the list of what awaits approval."""
    boss = Desk(publisher())
    state = Form.objects.get(pk=form.pk).current_workflow_task_state
    url = reverse("authoring:workflow_action", args=[form.pk, "approve", state.pk])
    return boss.client.post(url, {"comment": ""}, follow=True)


def test_an_editor_cannot_publish(desk, form):
    desk.save_step(form, 0, desk.step(form) | {"title": "Mine"}, **PUBLISH)
    assert FormVersion.objects.filter(form=form).count() == 1


def test_approval_refuses_what_was_broken_after_it_was_handed_in(desk, form):
    desk.save_step(form, 0, desk.step(form) | {"title": "Your good dog"}, **SUBMIT)
    break_it(form)

    page = approve(form)

    assert page.status_code == 200
    assert "must be mended first" in messages(page)
    assert FormVersion.objects.filter(form=form).count() == 1
    assert Form.objects.get(pk=form.pk).workflow_in_progress


def test_approval_in_the_editor_refuses_too(desk, form):
    desk.save_step(form, 0, desk.step(form) | {"title": "Your good dog"}, **SUBMIT)
    break_it(form)
    boss = Desk(publisher())
    approval = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    page = boss.post("edit", form.pk, **boss.boxes("edit", form.pk), **approval)

    assert "must be mended first" in messages(page)
    assert FormVersion.objects.filter(form=form).count() == 1


def test_what_is_scheduled_makes_its_version_on_its_day(form):
    found = draft(form)
    found.title = "Dog licence from tomorrow"
    found.go_live_at = timezone.now() + dt.timedelta(days=1)
    revision = found.save_revision()
    revision.publish()
    assert FormVersion.objects.filter(form=form).count() == 1

    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - dt.timedelta(minutes=1),
        content={**revision.content, "go_live_at": None},
    )
    call_command("publish_scheduled")

    newest = FormVersion.objects.filter(form=form).first()
    assert newest.definition["title"] == "Dog licence from tomorrow"


def test_a_first_publication_that_is_scheduled_makes_no_version_yet(form):
    fresh = Form.objects.create(slug="fresh", title="Fresh", department=form.department, live=False)
    fresh.steps.set(list(draft(form).steps.all()))
    fresh.go_live_at = timezone.now() + dt.timedelta(days=1)
    fresh.contact_email_field, fresh.applicant_field = "email", "owner"
    for step in fresh.steps.all():
        step.pk = None
    fresh.save_revision(clean=False).publish()

    assert not FormVersion.objects.filter(form=fresh).exists()
    assert not Form.objects.get(pk=fresh.pk).live


def test_a_scheduled_form_that_is_broken_loses_its_date_and_holds_up_nobody(form):
    broken = break_it(form)
    revision = broken.latest_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()

    call_command("publish_scheduled")

    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert FormVersion.objects.filter(form=form).count() == 1


def test_code_that_publishes_a_broken_form_gets_the_problems(form):
    broken = break_it(form)
    with pytest.raises(UnfinishedFormError) as refusal:
        broken.latest_revision.publish()
    assert len(refusal.value.problems) == 2


def test_a_form_with_versions_is_not_deleted_and_says_why(form):
    boss = Desk(publisher())
    assert boss.get("delete", form.pk).status_code == 302

    page = boss.post("delete", form.pk)

    assert page.status_code == 200
    assert "cannot be deleted" in messages(page)
    assert Form.objects.filter(pk=form.pk).exists()


def test_several_forms_are_not_deleted_at_once_if_one_has_versions(form):
    boss = Desk(publisher())
    url = reverse("wagtail_bulk_action", args=["engine", "form", "delete"])
    page = boss.client.post(f"{url}?id={form.pk}", follow=True)
    assert "cannot be deleted" in messages(page)
    assert Form.objects.filter(pk=form.pk).exists()
