"""Departments of the city and who works in them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Department(ClusterableModel):
    """A part of the city's administration that owns services and forms."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    summary = models.CharField(_("what it does"), max_length=250, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role in one department."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer")
        MANAGER = "manager", _("Manager")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    department = ParentalKey(Department, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OFFICER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "department"], name="membership_unique"),
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user} · {self.department}"


class RoleGroup(models.Model):
    """The group of permissions behind one role in one department.

    Rights on queues and forms are given to the group; who is in it follows the memberships.
    """

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "role"], name="role_group_unique"),
        ]

    def __str__(self) -> str:
        return self.group.name
