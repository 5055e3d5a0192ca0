"""What the site adds to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from cms.choosers import department_chooser
from cms.snippets import SiteSnippets

register_snippet(SiteSnippets)


@hooks.register("register_admin_viewset")
def choosers() -> list[ViewSet]:
    return [department_chooser]
