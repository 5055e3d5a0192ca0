"""The catalogue's own snippets: categories and life events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalog.models import Category, LifeEvent


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    list_display = ("title", "locale", "order")
    ordering = ("order",)


class LifeEventViewSet(SnippetViewSet):
    model = LifeEvent
    icon = "date"
    list_display = ("title", "locale", "order")
    ordering = ("order",)


class CatalogueSnippets(SnippetViewSetGroup):
    items = (CategoryViewSet, LifeEventViewSet)
    menu_label = _("Catalogue")
    menu_icon = "folder-open-inverse"
    menu_order = 190
