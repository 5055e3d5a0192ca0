"""Where an administrator makes queues. Saving one opens it to its department."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import SlugInput

from forms_engine.casework.actions import close_queue, open_queue
from forms_engine.casework.models import Queue


class OpensToDepartment:
    """After saving, the department's people may work in the queue, and no other's any more."""

    def save_instance(self) -> Queue:
        queue: Queue = super().save_instance()  # type: ignore[misc]
        open_queue(queue)
        return queue


class CreateQueue(OpensToDepartment, generic.CreateView):
    pass


class EditQueue(OpensToDepartment, generic.EditView):
    pass


class DeleteQueue(generic.DeleteView):
    def delete_action(self) -> None:
        close_queue(self.object)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(*args, **kwargs)
        except ProtectedError:
            messages.error(
                self.request,
                _("Cases or rules still belong to this queue. Move them first, then delete it."),
            )
            return redirect(self.edit_url_name, self.object.pk)
        return response


class QueueViewSet(ModelViewSet):
    model = Queue
    icon = "tasks"
    menu_label = gettext_lazy("Queues")
    copy_view_enabled = False
    list_display = ["name", "department", "days_promised"]
    list_filter = ["department"]
    search_fields = ["name"]
    add_view_class = CreateQueue
    edit_view_class = EditQueue
    delete_view_class = DeleteQueue

    @cached_property
    def edit_handler(self) -> ObjectList:
        return ObjectList(
            [
                FieldPanel("department"),
                TitleFieldPanel("name", targets=["slug"]),
                FieldPanel("slug", widget=SlugInput),
                FieldPanel("days_promised"),
            ]
        )
