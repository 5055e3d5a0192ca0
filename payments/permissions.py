"""Who may see payments in the admin: administrators, and nobody may change one."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import User


class OnlyLooking(BasePermissionPolicy):
    """Superusers may look. The record of money is written by what providers say, never by hand."""

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return action == "view" and user.is_active and user.is_superuser

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if "view" not in actions:
            return User.objects.none()
        return User.objects.filter(is_active=True, is_superuser=True)
