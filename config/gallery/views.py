"""Every component in every state on one page, for those who build: `/components/`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.icons import ICONS
from config.gallery.content import LISTS, MESSAGES
from config.gallery.controls import BOXES, BUTTONS, CHOICES

TOKENS = [
    *("ink", "text-2", "brand", "deep", "tint", "sun", "paper", "surface", "line", "control"),
    *("ok", "ok-tint", "warn", "warn-tint", "bad", "bad-tint", "info", "info-tint"),
]
STATES = ("received", "in_progress", "waiting", "approved", "refused", "done")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the whole design system."""
    context = {
        "tokens": TOKENS,
        "icons": sorted(ICONS),
        "shelves": (BUTTONS, BOXES, CHOICES, MESSAGES, LISTS),
        "states": STATES,
        "segments": ["done", "done", "current", "todo", "todo"],
        "definition": {"title": "Resident parking permit"},
        "drawings": ("harbour", "lighthouse", "gate", "letters"),
    }
    return render(request, "gallery/gallery.html", context)
