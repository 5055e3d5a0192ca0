"""Who is who at the city hall: which department a person works for, and in which role."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet

from accounts.departments import Department, Membership, RoleGroup
from accounts.users import User

Role = Membership.Role

# In the database's one language, as groups have one name each.
ROLE_GROUP_NAMES = {Role.OFFICER: "officers", Role.MANAGER: "managers"}


def role_group(department: Department, role: str = Role.OFFICER) -> Group:
    """The group that stands for this role, such as "Parking office · officers".

    Give it permissions with guardian; ``accounts.actions.assign`` puts people into it. Made
    at its first use.
    """
    known = RoleGroup.objects.select_related("group").filter(department=department, role=role)
    link = known.first()
    if link is None:
        group, _created = Group.objects.get_or_create(name=group_name(department, role))
        link, _created = RoleGroup.objects.get_or_create(
            department=department, role=role, defaults={"group": group}
        )
    return link.group


def group_name(department: Department, role: str) -> str:
    return f"{department.name} · {ROLE_GROUP_NAMES[Role(role)]}"


def departments_of(user: User | AnonymousUser) -> QuerySet[Department]:
    """Where this person works, in whatever role."""
    return Department.objects.filter(memberships__user_id=user.pk or 0)


def works_for(user: User | AnonymousUser, department: Department) -> bool:
    return department.memberships.filter(user_id=user.pk or 0).exists()


def manages(user: User | AnonymousUser, department: Department) -> bool:
    return department.memberships.filter(user_id=user.pk or 0, role=Role.MANAGER).exists()
