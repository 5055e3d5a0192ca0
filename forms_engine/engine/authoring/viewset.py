"""Forms in the Wagtail admin: where each screen hangs."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from forms_engine.engine.authoring import history, portability, step_actions
from forms_engine.engine.authoring.addresses import NAMESPACE
from forms_engine.engine.authoring.editing import PartEditView
from forms_engine.engine.authoring.listing import LIST_DISPLAY, FormListView
from forms_engine.engine.authoring.overview import (
    ApproveView,
    CopyFormView,
    NewFormView,
    OverviewView,
)
from forms_engine.engine.authoring.panels import CREATE_PANELS, OVERVIEW_PANELS
from forms_engine.engine.authoring.step_editor import StepEditView, StepPreviewView
from forms_engine.engine.authoring.stops import StopsView
from forms_engine.engine.authoring.translations import TranslationsView
from forms_engine.engine.form import Form


class FormViewSet(SnippetViewSet):
    model = Form
    icon = "form"
    url_namespace = NAMESPACE
    url_prefix = "forms"
    menu_label = _("Forms")
    menu_order = 150
    add_to_admin_menu = True
    list_display = LIST_DISPLAY
    list_filter = ("department", "live")
    ordering = "title"
    edit_handler = OVERVIEW_PANELS
    edit_template_name = "forms_engine/authoring/overview.html"
    index_view_class = FormListView
    add_view_class = NewFormView
    copy_view_class = CopyFormView
    edit_view_class = OverviewView
    workflow_action_view_class = ApproveView
    revisions_compare_view_class = history.CompareView

    @cached_property
    def create_panels(self) -> Any:
        return CREATE_PANELS.bind_to_model(self.model)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        panels = self.create_panels
        own = {"panel": panels, "form_class": panels.get_form_class()}
        return dict(super().get_add_view_kwargs(**{**own, **kwargs}))

    def part_view(self, view_class: type[PartEditView]) -> Any:
        """A view that edits a part of the form, with everything the edit view is told."""
        kwargs = self.get_edit_view_kwargs()
        for name in ("panel", "form_class", "template_name"):
            kwargs.pop(name)
        return self.construct_view(view_class, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        form = "edit/<int:pk>/"
        step = f"{form}steps/<uuid:uid>/"
        versions = f"{form}versions/"
        preview_step = self.construct_view(StepPreviewView)
        return [
            *super().get_urlpatterns(),
            path(f"{form}steps/add/", step_actions.add, name="add_step"),
            path(step, self.part_view(StepEditView), name="step"),
            path(f"{step}preview/", preview_step, name="preview_step"),
            path(f"{step}copy/", step_actions.copy, name="copy_step"),
            path(f"{step}move/", step_actions.move, name="move_step"),
            path(f"{step}delete/", step_actions.delete, name="delete_step"),
            path(f"{form}translations/", self.part_view(TranslationsView), name="translations"),
            path(f"{form}stops/", self.part_view(StopsView), name="stops"),
            path(f"{form}export/", portability.export, name="export"),
            path(f"{form}import/", portability.import_into, name="import_into"),
            path("import/", portability.import_new, name="import"),
            path(versions, history.versions, name="versions"),
            path(
                f"{versions}<int:number>/export/",
                portability.export_version,
                name="export_version",
            ),
            path(
                f"{versions}<int:old>...<str:new>/",
                history.compare_versions,
                name="compare_versions",
            ),
        ]
