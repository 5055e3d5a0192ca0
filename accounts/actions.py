"""What happens to people, departments and the mails they get."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import mails, schedules
from accounts.departments import Department, Membership
from accounts.notifications import Notification
from accounts.permissions import group_name, role_group
from accounts.users import User

set_up_schedules = schedules.set_up


def notify(
    *,
    purpose: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    about: uuid.UUID | None = None,
    secret: bool = False,
) -> Notification:
    """Write a mail once, and have the worker send it after the caller's transaction.

    Safe to repeat: the same ``purpose`` (at most 200 characters) is the same mail, whose first
    wording stands. ``about`` is the submission it concerns. A ``secret`` mail is forgotten
    when sent. Raises ``TemplateDoesNotExist`` where one of the three templates is missing.
    """
    known = Notification.objects.filter(purpose=purpose).first()
    if known is not None:
        return known
    words = mails.render(template, context, language)
    with transaction.atomic():
        notification, created = Notification.objects.get_or_create(
            purpose=purpose,
            defaults={
                "to": to,
                "about": about,
                "secret": secret,
                "subject": words.subject,
                "text": words.text,
                "html": words.html,
                "language": words.language,
            },
        )
        if created:
            notification.enqueue()
    return notification


@transaction.atomic
def assign(user: User, department: Department, role: str = Membership.Role.OFFICER) -> Membership:
    """Give a person a role in a department, with the rights of that role's group.

    A person has one role in a department: another one replaces it. Safe to repeat.
    """
    membership, _created = Membership.objects.update_or_create(
        user=user, department=department, defaults={"role": role}
    )
    follow_memberships(department)
    return membership


@transaction.atomic
def dismiss(user: User, department: Department) -> None:
    """End a person's work for a department, and the rights that came with it."""
    Membership.objects.filter(user=user, department=department).delete()
    follow_memberships(department)


@transaction.atomic
def follow_memberships(department: Department) -> None:
    """Make a department's groups hold exactly its members, under its present name."""
    for role in Membership.Role:
        group = role_group(department, role)
        if group.name != group_name(department, role):
            group.name = group_name(department, role)
            group.save(update_fields=["name"])
        members = Membership.objects.filter(department=department, role=role)
        group.user_set.set(members.values_list("user_id", flat=True))


@transaction.atomic
def close_department(department: Department) -> None:
    """Remove a department with its groups; ``ProtectedError`` while something hangs on it."""
    Group.objects.filter(role_group__department=department).delete()
    department.delete()
