"""What casework adds to the Wagtail admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from forms_engine.casework.admin.queues import QueueViewSet
from forms_engine.casework.admin.routing import RoutingViewSet


class CaseworkViewSets(ModelViewSetGroup):
    items = (QueueViewSet("queues"), RoutingViewSet("routing"))
    menu_label = _("Queues")
    menu_icon = "tasks"
    menu_order = 160


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [CaseworkViewSets()]
