"""What is published or set shows at once: every such event lets go of the kept pages."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail import signals
from wagtail.models import Page, PageViewRestriction, Site

from accounts.models import Department
from cms.models import Alert, Branding, DepartmentText, Faq
from cms.page_cache import renew, renew_on

# Saved without being published, yet seen on pages. Django's own signals are right here: nothing
# but the freshness of a cache hangs on them.
PLAIN_MODELS: list[Any] = [
    Department,
    DepartmentText,
    Faq,
    Alert,
    Site,
    PageViewRestriction,
]


def connect() -> None:
    """Listen to all of them; called once, when the apps are ready."""
    for signal in (
        signals.page_published,
        signals.page_unpublished,
        signals.page_slug_changed,
        signals.post_page_move,
        signals.published,
        signals.unpublished,
    ):
        signal.connect(renew_on, dispatch_uid="page_cache")
    listen_to(*PLAIN_MODELS)
    post_save.connect(renew_on_change, sender=Branding, dispatch_uid="page_cache:Branding")
    post_delete.connect(renew_on, sender=Page, dispatch_uid="page_cache")


def listen_to(*models: Any) -> None:
    """Let go of the kept pages whenever a row of these is saved or deleted."""
    for model in models:
        post_save.connect(renew_on, sender=model, dispatch_uid=f"page_cache:{model.__name__}")
        post_delete.connect(renew_on, sender=model, dispatch_uid=f"page_cache:{model.__name__}")


def renew_on_change(sender: type[Branding], created: bool, **kwargs: Any) -> None:
    """Settings are made by the first look at them, with what every page showed anyway."""
    if not created:
        renew()
