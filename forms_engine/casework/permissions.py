"""Who an officer is to queues and cases. Rights hang on queues, never on single cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.shortcuts import (
    assign_perm,
    get_objects_for_user,
    remove_perm,
)

from accounts.models import Membership
from accounts.permissions import role_group
from forms_engine.casework.models import Case, Queue

if TYPE_CHECKING:
    from accounts.models import User

WORK = "casework.work_queue"


def queues_of(user: User | AnonymousUser) -> QuerySet[Queue]:
    """The queues in which this person may work; a superuser works in all of them."""
    if not user.is_authenticated:
        return Queue.objects.none()
    queues: QuerySet[Queue] = get_objects_for_user(user, WORK, klass=Queue)
    return queues


def cases_of(user: User | AnonymousUser) -> QuerySet[Case]:
    """The cases that this person may see and handle."""
    return Case.objects.filter(queue__in=queues_of(user).values("pk"))


def is_officer(user: User | AnonymousUser) -> bool:
    """Whether the desk is for this person at all."""
    return queues_of(user).exists()


def forget_queue(pk: int) -> None:
    """Take away every right to a queue that is no more: guardian's rows do not go with it."""
    codename = WORK.partition(".")[2]
    for rights in (GroupObjectPermission, UserObjectPermission):
        rights.objects.filter(object_pk=str(pk), permission__codename=codename).delete()


def open_queue_to_department(queue: Queue) -> None:
    """Let the department's officers and managers work in its queue, and no other's any more.

    Safe to repeat; rights that were given to single people or other groups stay.
    """
    staffs = Group.objects.filter(
        role_group__isnull=False,
        groupobjectpermission__object_pk=str(queue.pk),
        groupobjectpermission__permission__codename=WORK.partition(".")[2],
    )
    for group in staffs.exclude(role_group__department=queue.department):
        remove_perm(WORK, group, queue)
    for role in Membership.Role:
        assign_perm(WORK, role_group(queue.department, role), queue)
