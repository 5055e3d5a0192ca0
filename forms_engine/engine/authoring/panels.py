"""The tabs of a form's own page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import SlugInput

from forms_engine.engine.authoring.overview_form import OverviewForm


class StepsPanel(Panel):
    """The list of steps, their flow and the problems. It has no boxes of its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms_engine/authoring/steps_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **getattr(self.request, "form_overview", {})}


class StepsTab(ObjectList):
    clean_name = "steps"


class SettingsTab(ObjectList):
    clean_name = "settings"


CREATE_PANELS = ObjectList(
    [
        TitleFieldPanel("title", targets=["slug"], help_text=_("What people call it.")),
        FieldPanel("department", help_text=_("Who works on what people send.")),
        FieldPanel(
            "slug",
            widget=SlugInput,
            help_text=_("Made from the title. Files and addresses use it."),
        ),
    ]
)

OVERVIEW_PANELS = TabbedInterface(
    [
        StepsTab([StepsPanel()], heading=_("Steps")),
        SettingsTab(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("title", classname="title"),
                        FieldRowPanel(
                            [FieldPanel("department"), FieldPanel("slug", widget=SlugInput)]
                        ),
                        FieldRowPanel([FieldPanel("language"), FieldPanel("fee")]),
                        FieldPanel("anonymous"),
                    ],
                    heading=_("The form"),
                    icon="form",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("intro"),
                        FieldPanel("declaration"),
                        FieldPanel("next_steps"),
                    ],
                    heading=_("What people read"),
                    icon="doc-full",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("contact_email_field"),
                        FieldPanel("applicant_field"),
                        FieldPanel("summary_fields"),
                    ],
                    heading=_("Which question is which"),
                    icon="help",
                ),
                PublishingPanel(),
            ],
            heading=_("Settings"),
        ),
    ],
    base_form_class=OverviewForm,
)
