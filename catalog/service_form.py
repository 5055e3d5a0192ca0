"""The editor's form of a service."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ServicePageForm(WagtailAdminPageForm):
    """Offers the life events of the page's own language only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = self.fields.get("life_events")
        if events is not None and self.instance.locale_id:
            events.queryset = events.queryset.filter(locale_id=self.instance.locale_id)
