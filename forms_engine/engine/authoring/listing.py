"""The list of forms."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import ReferenceIndex, Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView

from forms_engine.engine.authoring.addresses import NAMESPACE, screen
from forms_engine.engine.form import Form
from forms_engine.engine.problems import errors

# A revision's errors stay what they are until the program changes.
KEPT_SECONDS = 24 * 3600


def error_count(form: Form) -> int:
    """How many errors the form's draft has. Asks the database for nothing."""
    revision = form.latest_revision
    if revision is None:
        return 0
    key = f"form-errors:{revision.pk}:{revision.created_at.timestamp()}"
    known = cache.get(key)
    if known is None:
        draft = Form.from_serializable_data(revision.content, check_fks=False)
        draft.department = form.department
        known = len(errors(draft))
        cache.set(key, known, KEPT_SECONDS)
    return int(known)


class LinkColumn(Column):
    """A number that leads somewhere; nothing where there is none."""

    cell_template_name = "forms_engine/authoring/link_cell.html"

    def __init__(self, name: str, *, screen_name: str, words: Any, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.screen_name = screen_name
        self.words = words

    def get_cell_context_data(self, instance: Form, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        number = context["raw_value"]
        return {
            **context,
            "text": self.words(number) if number else "",
            "url": screen(self.screen_name, instance),
        }


def _version(number: int) -> str:
    return _("Version %(number)s") % {"number": number}


def _to_mend(number: int) -> str:
    return _("%(number)s to mend") % {"number": number}


def _used(number: int) -> str:
    return _("%(number)s places") % {"number": number} if number > 1 else _("1 place")


# What the column with the state reads of each form.
_STATES = (
    Prefetch(
        "workflow_states",
        WorkflowState.objects.active().select_related("current_task_state__task"),
        to_attr="_current_workflow_states",
    ),
    Prefetch(
        "revisions",
        Revision.objects.filter(approved_go_live_at__isnull=False),
        to_attr="scheduled_revisions",
    ),
)


class FormListView(IndexView):
    default_ordering = "title"

    def get_base_queryset(self) -> QuerySet[Form]:
        forms: QuerySet[Form] = super().get_base_queryset()
        return (
            forms.select_related("department", "latest_revision")
            .prefetch_related(*_STATES)
            .annotate(
                version=Max("versions__number"),
                usage=ReferenceIndex.usage_count_subquery(Form),
            )
        )

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [*super().header_buttons]
        if self.add_url:
            url = reverse(f"{NAMESPACE}:import")
            buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
        return buttons


LIST_DISPLAY = [
    "__str__",
    Column("department", label=gettext_lazy("Department"), sort_key="department__name"),
    LinkColumn(
        "version",
        label=gettext_lazy("In public"),
        screen_name="versions",
        words=_version,
        sort_key="version",
    ),
    LinkColumn(
        "errors",
        label=gettext_lazy("Errors"),
        accessor=error_count,
        screen_name="edit",
        words=_to_mend,
    ),
    LinkColumn(
        "usage", label=gettext_lazy("Used in"), screen_name="usage", words=_used, sort_key="usage"
    ),
    UpdatedAtColumn(),
    LiveStatusTagColumn(label=gettext_lazy("State")),
]
