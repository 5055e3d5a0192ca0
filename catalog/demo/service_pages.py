"""The services of the demo city, in each language."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from accounts.models import Department
from catalog.actions import rewrite, translate_page
from catalog.demo.texts import body, bullets, in_language, read
from catalog.models import (
    Category,
    LifeEvent,
    RelatedService,
    ServiceFaq,
    ServiceIndexPage,
    ServicePage,
)
from cms.models import Faq

CODES = [code for code, _name in settings.LANGUAGES]
RICH_TEXTS = {
    "who_can_apply": "who_can_apply",
    "what_you_need": "what_you_need",
    "cost": "cost",
    "duration": "how_long",
    "apply_in_person": "in_person",
    "apply_by_phone": "by_phone",
}
REPORTS = ("report-pothole-street-light", "noise-complaint")

Services = dict[tuple[str, str], ServicePage]


def load_services(index: ServiceIndexPage, faqs: dict[tuple[str, str], Faq]) -> Services:
    """Make every service, then what one service says about others."""
    entries = read("services")["service"]
    services: Services = {}
    for entry in entries:
        slug = entry["slug"]
        services[slug, settings.LANGUAGE_CODE] = index.add_child(
            instance=ServicePage(
                slug=slug,
                locale=index.locale,
                kind=_kind(entry),
                department=Department.objects.get(slug=entry["department"]),
                **_texts(entry, settings.LANGUAGE_CODE),
            )
        )
        for code in CODES:
            if code != settings.LANGUAGE_CODE:
                original = services[slug, settings.LANGUAGE_CODE]
                services[slug, code] = translate_page(original, code, **_texts(entry, code))
    for entry in entries:
        for code in CODES:
            _link(entry, code, services, faqs)
    return services


def _link(entry: dict[str, Any], code: str, services: Services, faqs: Any) -> None:
    page = services[entry["slug"], code]
    page.category = Category.objects.in_language(code).get(slug=entry["category"])
    page.life_events = list(
        LifeEvent.objects.in_language(code).filter(slug__in=entry.get("life_events", []))
    )
    page.related_services = [
        RelatedService(service=services[slug, code], sort_order=order)
        for order, slug in enumerate(entry.get("related", []))
        if (slug, code) in services
    ]
    page.faqs = [
        ServiceFaq(faq=faqs[slug, code], sort_order=order)
        for order, slug in enumerate(entry.get("faqs", []))
        if (slug, code) in faqs
    ]
    rewrite(page)


def _texts(entry: dict[str, Any], code: str) -> dict[str, Any]:
    texts = {name: bullets(in_language(entry, key, code)) for name, key in RICH_TEXTS.items()}
    words = entry.get("keywords", []) if code == "en" else entry.get(code, {}).get("keywords", [])
    return {
        **texts,
        "title": in_language(entry, "title", code),
        "summary": in_language(entry, "summary", code),
        "search_words": ", ".join(words),
        "body": body(in_language(entry, "body", code)),
    }


def _kind(entry: dict[str, Any]) -> str:
    if kind := entry.get("kind"):
        return str(kind)
    if entry["slug"] in REPORTS:
        return ServicePage.Kind.REPORT
    return ServicePage.Kind.APPLY if entry.get("form") else ServicePage.Kind.READ
