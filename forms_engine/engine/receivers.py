"""What the engine does when Wagtail says that something was published."""

from __future__ import annotations

from typing import Any

from forms_engine.engine.actions import freeze_version
from forms_engine.engine.models import Form


def freeze_published_form(sender: type[Form], instance: Form, **kwargs: Any) -> None:
    """Publishing, by hand, by schedule or by workflow, makes a version."""
    revision = kwargs.get("revision")
    freeze_version(instance, author=revision.user if revision else None)
