"""Where an administrator says which cases of a form go to which queue."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from forms_engine.casework.models import Routing
from forms_engine.engine.authoring import questions
from forms_engine.engine.authoring.conditions import stream_error
from forms_engine.engine.fields import FieldType
from forms_engine.engine.models import Form, FormVersion


def readable_questions(form: Form) -> dict[str, FieldType]:
    """The questions of the form's newest version; of its draft before it was ever published."""
    version = FormVersion.objects.filter(form=form).first()
    if version is None:
        return dict(questions.all_questions(form))
    definition = version.in_language(version.definition.get("language", ""))
    return {key: field for key, field in definition.fields.items() if field.holds_answer}


class RoutingForm(WagtailAdminModelForm):
    """Checks each rule against the form it is for, and says what is wrong where it was chosen."""

    @cached_property
    def known(self) -> dict[str, FieldType]:
        return readable_questions(self.instance.form)

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        # The rules are forms of their own, which do not know the form they are for.
        rules = [rule for rule in self.formsets["rules"].forms if rule not in self._removed]
        for rule in rules:
            if error := self._mistake(rule.cleaned_data.get("condition")):
                rule.add_error("condition", error)
        return not any(rule.errors for rule in rules)

    @property
    def _removed(self) -> list[Any]:
        return list(self.formsets["rules"].deleted_forms)

    def _mistake(self, condition: Any) -> ValidationError | None:
        if not condition:
            return ValidationError(
                _("Add a condition. For all other cases there is the queue when no rule holds.")
            )
        return stream_error(condition, self.known)


class CreateRouting(generic.CreateView):
    """Chooses the form first: the rules can only be made of its questions."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class EditRouting(generic.EditView):
    template_name = "desk/admin/routing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        known = readable_questions(self.object.form)
        return {
            **context,
            "authoring_data": {
                "questions": questions.for_editor(known),
                "kinds": questions.kinds_for_editor(),
                "operators": questions.operators_for_editor(),
                "fixed": [],
            },
        }


CREATE_PANELS = ObjectList([FieldPanel("form"), FieldPanel("default_queue")])

RULE_PANELS = [FieldPanel("condition"), FieldPanel("queue")]

EDIT_PANELS = ObjectList(
    [
        FieldPanel("form", read_only=True),
        InlinePanel(
            "rules",
            panels=RULE_PANELS,
            heading=gettext_lazy("Rules"),
            label=gettext_lazy("Rule"),
            help_text=gettext_lazy("The first rule whose conditions all hold decides."),
        ),
        MultiFieldPanel([FieldPanel("default_queue")], heading=gettext_lazy("When no rule holds")),
    ],
    base_form_class=RoutingForm,
)


class RoutingViewSet(ModelViewSet):
    model = Routing
    icon = "redirect"
    menu_label = gettext_lazy("Routing")
    copy_view_enabled = False
    list_display = ["form", "default_queue"]
    list_filter = ["default_queue"]
    edit_handler = EDIT_PANELS
    add_view_class = CreateRouting
    edit_view_class = EditRouting

    @cached_property
    def _create_panels(self) -> Any:
        return CREATE_PANELS.bind_to_model(self.model)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        panels = self._create_panels
        own = {"panel": panels, "form_class": panels.get_form_class()}
        return dict(super().get_add_view_kwargs(**{**own, **kwargs}))
