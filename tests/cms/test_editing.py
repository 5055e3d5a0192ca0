from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow

from catalog.actions import set_up_catalogue_editing
from catalog.models import Category
from cms.actions import EDITORS, set_up_editing
from cms.models import Faq
from tests.factories.accounts import UserFactory
from tests.factories.content import make_faq, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    return set_up_catalogue_editing()


@pytest.fixture
def editor(groups):
    user = UserFactory(first_name="Tomás")
    user.groups.add(groups.editors)
    return user


@pytest.fixture
def publisher(groups):
    user = UserFactory(first_name="Jonas")
    user.groups.add(groups.publishers)
    return user


def test_setting_up_twice_changes_nothing(groups):
    before = (
        Group.objects.count(),
        GroupPagePermission.objects.count(),
        Workflow.objects.count(),
        groups.editors.permissions.count(),
    )

    again = set_up_catalogue_editing()

    assert again == groups
    assert before == (
        Group.objects.count(),
        GroupPagePermission.objects.count(),
        Workflow.objects.count(),
        groups.editors.permissions.count(),
    )


def test_rights_that_were_lost_come_back(groups):
    Group.objects.get(name=EDITORS).permissions.clear()

    set_up_editing()

    names = Group.objects.get(name=EDITORS).permissions.values_list("codename", flat=True)
    assert {"access_admin", "change_faq"} <= set(names)


def test_an_editor_may_write_a_page_but_not_publish_it(editor):
    page = make_service()

    rights = page.permissions_for_user(editor)

    assert rights.can_edit()
    assert not rights.can_publish()
    assert not rights.can_unpublish()


def test_a_publisher_may_publish_a_page(publisher):
    page = make_service()

    assert page.permissions_for_user(publisher).can_publish()


def test_an_editor_hands_in_and_a_publisher_approves(client, editor, publisher):
    page = make_service(title="Dog licence", slug="dog", summary="Old summary.")
    page.summary = "New summary."
    page.save_revision(user=editor)
    workflow_state = page.get_workflow().start(page, editor)
    assert "Old summary." in client.get("/services/dog/").content.decode()

    client.force_login(publisher)
    task = workflow_state.current_task_state
    response = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    )

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.summary == "New summary."


def test_an_editor_cannot_approve(client, editor):
    page = make_service(summary="Old summary.")
    page.summary = "New summary."
    page.save_revision(user=editor)
    task = page.get_workflow().start(page, editor).current_task_state
    client.force_login(editor)

    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]))

    page.refresh_from_db()
    assert page.summary == "Old summary."


def test_a_publish_forged_by_an_editor_stays_a_draft(client, editor):
    faq = make_faq(question="Old question?")
    client.force_login(editor)

    client.post(
        reverse(f"{Faq.snippet_viewset.url_namespace}:edit", args=[faq.pk]),
        {
            "question": "New question?",
            "answer": '{"entityMap":{},"blocks":[{"key":"a","text":"Yes.","type":"unstyled"}]}',
            "order": "0",
            "topic": "",
            "action-publish": "1",
        },
    )

    faq.refresh_from_db()
    assert faq.question == "Old question?"
    assert faq.latest_revision.as_object().question == "New question?"


def test_questions_go_through_the_same_approval(groups):
    assert make_faq().get_workflow().name == "Approval before publishing"


@pytest.mark.parametrize("who", ["editor", "publisher"])
def test_both_find_services_questions_and_categories_in_the_admin(client, who, request):
    page = make_service()
    client.force_login(request.getfixturevalue(who))

    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse(Faq.snippet_viewset.get_url_name("list")),
        reverse(Category.snippet_viewset.get_url_name("add")),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
    ):
        assert client.get(address).status_code == 200, address


def test_neither_may_change_the_look_of_the_site(client, publisher):
    make_service()
    client.force_login(publisher)

    assert client.get(reverse("wagtailsettings:edit", args=["cms", "branding"])).status_code == 302
