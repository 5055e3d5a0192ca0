"""The pieces of content that editors find under "Snippets"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import Alert, DepartmentText, Faq


class FaqViewSet(SnippetViewSet):
    model = Faq
    icon = "help"
    list_display = ("question", "topic", "locale", "live")
    list_filter = ("topic", "live")
    ordering = ("order", "pk")


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    list_display = ("title", "locale", "starts_at", "ends_at", "live")


class DepartmentTextViewSet(SnippetViewSet):
    model = DepartmentText
    icon = "globe"
    list_display = ("name", "department", "locale")
    list_filter = ("locale",)


class SiteSnippets(SnippetViewSetGroup):
    items = (FaqViewSet, AlertViewSet, DepartmentTextViewSet)
    menu_label = _("Site")
    menu_icon = "site"
    menu_order = 200
