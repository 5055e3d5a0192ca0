"""The editor's screen of a service: what people read first stands first."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page


def service_tabs() -> TabbedInterface:
    """The tabs of the screen: what it is, how to get it, questions, and the usual two."""
    return TabbedInterface(
        [
            ObjectList(_what_it_is(), heading=_("What it is")),
            ObjectList(_how_to_get_it(), heading=_("How to get it")),
            ObjectList(_more(), heading=_("Questions and more")),
            ObjectList(Page.promote_panels, heading=_("Search engines")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )


def _what_it_is() -> list[object]:
    return [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
        FieldPanel("life_events", widget=CheckboxSelectMultiple),
        FieldPanel("department"),
        FieldPanel("search_words"),
    ]


def _how_to_get_it() -> list[object]:
    return [
        HelpPanel(
            content=_(
                "<p>Fill in what is true for this service and leave the rest empty: empty parts "
                "are not shown. The start button appears once the form is published.</p>"
            )
        ),
        FieldPanel("form"),
        FieldPanel("who_can_apply"),
        FieldPanel("what_you_need"),
        FieldPanel("cost"),
        FieldPanel("duration"),
        FieldPanel("promised_days"),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")], heading=_("When")),
        MultiFieldPanel(
            [FieldPanel("apply_in_person"), FieldPanel("apply_by_phone")],
            heading=_("Without the internet"),
        ),
    ]


def _more() -> list[object]:
    return [
        FieldPanel("body"),
        InlinePanel("faqs", label=_("Frequent question"), heading=_("Frequent questions")),
        InlinePanel("related_services", label=_("Service"), heading=_("Related services")),
    ]
