"""Roles in departments are groups, so that guardian's permissions can hang on them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from guardian.shortcuts import assign_perm, get_objects_for_user

from accounts.actions import assign, close_department, dismiss, follow_memberships
from accounts.models import Department, Membership, User
from accounts.permissions import departments_of, manages, role_group, works_for
from tests.factories.accounts import DepartmentFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_member_gets_the_rights_of_the_role():
    office = DepartmentFactory(name="Parking office")
    officer = UserFactory()
    assign_perm("accounts.change_department", role_group(office, "officer"), office)

    assign(officer, office)

    assert [group.name for group in officer.groups.all()] == ["Parking office · officers"]
    assert list(get_objects_for_user(officer, "accounts.change_department")) == [office]
    assert works_for(officer, office)
    assert not manages(officer, office)
    assert list(departments_of(officer)) == [office]


def test_rights_of_one_department_are_none_in_another():
    officer = MembershipFactory().user
    other = DepartmentFactory()
    assign_perm("accounts.change_department", role_group(other, "officer"), other)

    assert not User.objects.get(pk=officer.pk).has_perm("accounts.change_department", other)


def test_another_role_replaces_the_first():
    membership = MembershipFactory()

    assign(membership.user, membership.department, "manager")
    assign(membership.user, membership.department, "manager")

    assert Membership.objects.get().role == "manager"
    assert [group.name for group in membership.user.groups.all()] == [
        f"{membership.department.name} · managers"
    ]


def test_who_is_dismissed_loses_the_rights():
    membership = MembershipFactory()

    dismiss(membership.user, membership.department)
    dismiss(membership.user, membership.department)

    assert not membership.user.groups.exists()
    assert not departments_of(membership.user).exists()


def test_groups_follow_a_new_name():
    membership = MembershipFactory()
    membership.department.name = "Renamed"
    membership.department.save()

    follow_memberships(membership.department)

    assert [group.name for group in membership.user.groups.all()] == ["Renamed · officers"]


def test_a_closed_department_leaves_no_group():
    membership = MembershipFactory()

    close_department(membership.department)

    assert not Department.objects.exists()
    assert not Group.objects.filter(name__contains="·").exists()


def test_an_officer_has_no_business_in_the_wagtail_admin(client):
    client.force_login(MembershipFactory(role="manager").user)

    assert client.get("/admin/", follow=True).status_code == 403


def edit(client, department: Department, rows: list[dict[str, object]], initial: int):
    data: dict[str, object] = {
        "name": department.name,
        "slug": department.slug,
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": initial,
        "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        data |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    return client.post(reverse("departments:edit", args=[department.pk]), data)


def test_the_admin_assigns_and_dismisses_members(client):
    client.force_login(UserFactory(admin=True))
    department = DepartmentFactory()
    officer = UserFactory()

    edit(client, department, [{"user": officer.pk, "role": "officer", "id": ""}], initial=0)
    assert [group.name for group in officer.groups.all()] == [f"{department.name} · officers"]

    pk = department.memberships.get().pk
    row = {"user": officer.pk, "role": "officer", "id": pk, "DELETE": "on"}
    edit(client, department, [row], initial=1)
    assert not officer.groups.exists()


def test_the_same_person_twice_is_told_and_not_stored(client):
    client.force_login(UserFactory(admin=True))
    department = DepartmentFactory()
    row = {"user": UserFactory().pk, "role": "officer", "id": ""}

    response = edit(client, department, [row, row], initial=0)

    assert response.status_code == 200
    assert not department.memberships.exists()


def test_only_who_staffs_departments_may_look_people_up(client):
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    resident = UserFactory(email="secret@example.org")
    addresses = [
        reverse("person_chooser:choose") + "?q=secret",
        reverse("person_chooser:choose_results") + "?q=secret",
        reverse("person_chooser:chosen", args=[resident.pk]),
        reverse("person_chooser:chosen_multiple") + f"?id={resident.pk}",
    ]

    client.force_login(editor)
    for address in addresses:
        assert b"secret@" not in client.get(address, follow=True).content

    client.force_login(UserFactory(admin=True))
    assert b"secret@example.org" in client.get(addresses[1]).content
    assert b"secret@example.org" not in client.get(reverse("person_chooser:choose_results")).content
