"""The pages of the demo city: departments, topics, services, help, notices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Site

from accounts.models import Department
from catalog.actions import build_site, rewrite, set_up_catalogue_editing, translate_page
from catalog.demo.texts import body, in_language, read
from catalog.demo.topics import load_topics
from catalog.models import Category, LifeEvent
from cms.models import Alert, Branding, DepartmentText, Faq, HelpPage, StandardPage

CODES = [code for code, _name in settings.LANGUAGES]
OTHER_CODES = [code for code in CODES if code != settings.LANGUAGE_CODE]


def load() -> None:
    """Make the site and fill it."""
    from catalog.demo.service_pages import load_services

    tree = build_site()
    set_up_catalogue_editing()
    load_departments()
    load_topics(Category, read("categories")["category"])
    load_topics(LifeEvent, read("life_events")["life_event"])
    faqs = load_faqs()
    services = load_services(tree.services, faqs)
    _load_sections({"services": tree.services, "help": tree.help})
    _load_children(tree.help, HelpPage, read("help")["help"])
    pages = read("pages")
    _load_children(tree.home, StandardPage, pages["page"])
    _load_home(tree.home, pages["home"], services)
    _load_contact(tree.contact, pages["contact"])
    _load_alert(pages.get("alert"))


def load_departments() -> None:
    """The departments, with their names in the other languages."""
    keys = ("name", "summary", "opening_hours")
    for entry in read("departments")["department"]:
        plain = {key: entry.get(key, "") for key in (*keys, "email", "phone", "address")}
        department, _ = Department.objects.get_or_create(slug=entry["slug"], defaults=plain)
        for code in OTHER_CODES:
            DepartmentText.objects.get_or_create(
                department=department,
                locale=Locale.objects.get(language_code=code),
                defaults={key: in_language(entry, key, code) for key in keys},
            )


def load_faqs() -> dict[tuple[str, str], Faq]:
    """The frequent questions, by their short name and language."""
    found: dict[tuple[str, str], Faq] = {}
    for order, entry in enumerate(read("faqs")["faq"]):
        key = None
        for code in CODES:
            faq = Faq(
                question=in_language(entry, "question", code),
                answer=in_language(entry, "answer", code),
                topic=in_language(entry, "topic", code),
                order=order,
                locale=Locale.objects.get(language_code=code),
            )
            key = faq.translation_key = key or faq.translation_key
            faq.save()
            faq.save_revision().publish()
            found[entry["slug"], code] = faq
    return found


def _page_texts(entry: dict[str, Any], code: str) -> dict[str, Any]:
    texts = {key: in_language(entry, key, code) for key in ("title", "summary")}
    texts["body"] = body(in_language(entry, "body", code))
    texts["search_description"] = in_language(entry, "search_description", code)
    if "keywords" in entry:
        own = entry["keywords"] if code == "en" else entry.get(code, {}).get("keywords", [])
        texts["search_words"] = ", ".join(own)
    return texts


def _load_children(parent: Any, model: Any, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        texts = _page_texts(entry, settings.LANGUAGE_CODE)
        page = model.objects.child_of(parent).filter(slug=entry["slug"]).first()
        if page is None:
            page = parent.add_child(
                instance=model(slug=entry["slug"], title=texts["title"], locale=parent.locale)
            )
        rewrite(page, **texts)
        for code in OTHER_CODES:
            rewrite(translate_page(page, code), **_page_texts(entry, code))


def _load_sections(pages: dict[str, Any]) -> None:
    for name, entry in read("sections").items():
        for code in CODES:
            page = pages[name]
            if code != settings.LANGUAGE_CODE:
                page = translate_page(page, code)
            rewrite(page, **{key: in_language(entry, key, code) for key in ("title", "summary")})


def _load_home(home: Any, entry: dict[str, Any], services: dict[tuple[str, str], Any]) -> None:
    from catalog.models import OftenNeeded

    for code in CODES:
        page = home if code == settings.LANGUAGE_CODE else translate_page(home, code)
        page.often_needed = [
            OftenNeeded(service=services[slug, code], sort_order=order)
            for order, slug in enumerate(entry.get("often_needed", []))
            if (slug, code) in services
        ]
        rewrite(
            page,
            title=in_language(entry, "title", code),
            hero_title=in_language(entry, "hero_title", code),
            summary=in_language(entry, "intro", code),
            search_description=in_language(entry, "search_description", code),
        )


def _load_contact(contact: Any, entry: dict[str, Any]) -> None:
    for code in CODES:
        page = contact if code == settings.LANGUAGE_CODE else translate_page(contact, code)
        rewrite(
            page,
            title=in_language(entry, "title", code),
            body=body(in_language(entry, "intro", code)),
        )
    branding = Branding.for_site(Site.objects.get(is_default_site=True))
    for key in ("phone", "email", "address"):
        setattr(branding, key, entry.get(key, ""))
    branding.save()


def _load_alert(entry: dict[str, Any] | None) -> None:
    if not entry:
        return
    page = StandardPage.objects.filter(slug=entry.get("page", "")).first()
    now = timezone.now()
    key = None
    for code in CODES:
        locale = Locale.objects.get(language_code=code)
        alert = Alert(
            title=in_language(entry, "title", code),
            text=in_language(entry, "text", code),
            link_text=in_language(entry, "link_text", code),
            link_page=page.get_translation_or_none(locale) if page else None,
            starts_at=now,
            ends_at=now + dt.timedelta(days=7),
            locale=locale,
        )
        key = alert.translation_key = key or alert.translation_key
        alert.save()
        alert.save_revision().publish()
