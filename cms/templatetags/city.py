"""What templates need of the site: the running notice, structured data, short forms of texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.models import Department
from cms import department_texts
from cms.models import Alert, Faq
from cms.page_cache import not_after
from cms.structured_data import script

register = template.Library()


@register.simple_tag(takes_context=True)
def running_alerts(context: RequestContext) -> list[Alert]:
    """The notices to be shown now; the kept page ends when the next one starts or stops."""
    now = timezone.now()
    unfinished = list(
        Alert.objects.live()
        .in_language(get_language() or "")
        .unfinished(now)
        .select_related("link_page")
    )
    request = context.get("request")
    if request is not None:
        for alert in unfinished:
            not_after(request, alert.ends_at if alert.is_running(now) else alert.starts_at)
    return [alert for alert in unfinished if alert.is_running(now)]


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """A JSON-LD object as a data block."""
    return script(data)


@register.filter
def first_sentence(html: str) -> str:
    """The first sentence of a rich text, without its full stop: "€84 for one year"."""
    text = strip_tags(str(html).replace("</p>", "\n")).strip()
    first_line = text.split("\n", 1)[0]
    return first_line.split(". ", 1)[0].rstrip(".").strip()


@register.simple_tag
def in_readers_language(department: Department) -> Department:
    """The department with its texts in the reader's language."""
    return department_texts.in_readers_language([department])[0]


@register.filter
def published(faqs: Iterable[Faq]) -> list[Faq]:
    """Without the questions that were taken down."""
    return [faq for faq in faqs if faq.live]
