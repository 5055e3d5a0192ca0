"""What forms add to the Wagtail admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from forms_engine.engine.authoring.viewset import FormViewSet

register_snippet(FormViewSet)
