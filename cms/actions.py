"""Who may edit and who may publish."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import Alert, DepartmentText, Faq

EDITORS = "Editors"
PUBLISHERS = "Publishers"
APPROVAL = "Approval before publishing"

SNIPPETS: tuple[type[models.Model], ...] = (Faq, Alert, DepartmentText)


class EditingGroups(NamedTuple):
    editors: Group
    publishers: Group


@transaction.atomic
def set_up_editing(*, snippets: Iterable[type[models.Model]] = ()) -> EditingGroups:
    """Make the groups of editors and publishers, and the approval between them.

    Editors write and hand in; publishers approve and publish. ``snippets`` names the models of
    higher floors that both may edit. Safe to repeat: what is there already stays.
    """
    editors = Group.objects.get_or_create(name=EDITORS)[0]
    publishers = Group.objects.get_or_create(name=PUBLISHERS)[0]
    root = Page.get_first_root_node()
    _allow_pages(editors, root, ("add", "change"))
    _allow_pages(publishers, root, ("add", "change", "publish", "lock", "unlock"))
    for group in (editors, publishers):
        _allow_files(group)
        _allow(group, "wagtailadmin", ("access_admin",))
        _allow(group, "wagtail_localize", ("submit_translation",))
    models_to_edit = (*SNIPPETS, *snippets)
    for model in models_to_edit:
        _allow_model(editors, model, ("view", "add", "change"))
        _allow_model(
            publishers, model, ("view", "add", "change", "delete", "publish", "lock", "unlock")
        )
    _require_approval(publishers, root, models_to_edit)
    return EditingGroups(editors, publishers)


def _allow(group: Group, app_label: str, codenames: Iterable[str]) -> None:
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )


def _allow_model(group: Group, model: type[models.Model], verbs: Iterable[str]) -> None:
    # Only models with drafts have "publish", only lockable ones "lock": the rest is not found.
    name = model._meta.model_name
    _allow(group, model._meta.app_label, [f"{verb}_{name}" for verb in verbs])


def _allow_pages(group: Group, root: Page, verbs: Iterable[str]) -> None:
    permissions = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page),
        codename__in=[f"{verb}_page" for verb in verbs],
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _allow_files(group: Group) -> None:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        codename__in=[
            f"{verb}_{kind}"
            for verb in ("add", "change", "choose")
            for kind in ("image", "document")
        ],
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _require_approval(
    publishers: Group, root: Page, models_to_edit: Iterable[type[models.Model]]
) -> None:
    """Put the approval on the whole tree, in the place of the one Wagtail brings along."""
    workflow, created = Workflow.objects.get_or_create(name=APPROVAL)
    if created:
        task = GroupApprovalTask.objects.create(name="A publisher approves")
        task.groups.add(publishers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for model in models_to_edit:
        if issubclass(model, WorkflowMixin):
            WorkflowContentType.objects.get_or_create(
                content_type=ContentType.objects.get_for_model(model),
                defaults={"workflow": workflow},
            )
