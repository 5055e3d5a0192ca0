"""What this app adds to the Wagtail admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from payments.viewsets import payments


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [payments]
