"""What this app adds to the Wagtail admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from accounts.viewsets import departments, person_chooser


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [person_chooser, departments]


@hooks.register("insert_global_admin_js")
def start_widgets() -> SafeString:
    """Starts the widgets whose inline scripts the content security policy forbids."""
    return format_html('<script src="{}"></script>', static("accounts/admin-start.js"))
