"""Sets up the tree of pages every city has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import Locale, Page, Site

from catalog.models import Category, HomePage, LifeEvent, ServiceIndexPage
from cms.actions import EditingGroups, set_up_editing
from cms.models import BasePage, ContactPage, HelpIndexPage, StandardPage
from forms_engine.engine.models import Form


class SiteTree(NamedTuple):
    """The fixed pages, in the default language."""

    home: HomePage
    services: ServiceIndexPage
    help: HelpIndexPage
    contact: ContactPage
    privacy: StandardPage
    accessibility: StandardPage


@transaction.atomic
def build_site(*, languages: Sequence[str] | None = None) -> SiteTree:
    """Make the home page and what hangs under it, in these languages or in all of the settings.

    Wagtail's welcome page goes. Safe to repeat: pages that are there already are left alone.
    """
    default = _locale(settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=default).first() or _make_home(default)
    tree = SiteTree(
        home,
        _child(home, ServiceIndexPage, "services", gettext_noop("Services")),
        _child(home, HelpIndexPage, "help", gettext_noop("Help")),
        _child(home, ContactPage, "contact", gettext_noop("Contact")),
        _child(home, StandardPage, "privacy", gettext_noop("Privacy")),
        _child(home, StandardPage, "accessibility", gettext_noop("Accessibility")),
    )
    for code in [code for code, _name in settings.LANGUAGES] if languages is None else languages:
        if code != settings.LANGUAGE_CODE:
            for page in tree:
                with override(code):
                    title = page.title if page is home else gettext(page.title)
                translate_page(page, code, title=title)
    return tree


def translate_page(page: Any, code: str, **texts: Any) -> Any:
    """The page's translation into that language; a new one is published with these texts."""
    locale = _locale(code)
    known = page.get_translation_or_none(locale)
    if known is not None:
        return known.specific
    translation = page.copy_for_translation(locale)
    return rewrite(translation, **texts)


def rewrite(page: Any, **texts: Any) -> Any:
    """Set these fields of a page and publish it."""
    for name, value in texts.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def set_up_catalogue_editing() -> EditingGroups:
    """Editors and publishers may edit forms, categories and life events, too."""
    return set_up_editing(snippets=(Form, Category, LifeEvent))


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _make_home(locale: Locale) -> HomePage:
    # A database that was emptied, as after some tests, lacks even the root.
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    welcome = Page.objects.filter(depth=2, slug="home").exclude(pk__in=HomePage.objects.all())
    old = list(welcome)
    for page in old:
        page.slug = f"welcome-{page.pk}"
        page.save(update_fields=["slug"])
    home: HomePage = root.add_child(
        instance=HomePage(title="Lindenport", slug="home", locale=locale)
    )
    home.save_revision().publish()
    address = urlsplit(settings.BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    for page in old:
        page.get_children().first() or page.delete()
    return home


def _child(parent: Page, model: type[BasePage], slug: str, title: str) -> Any:
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = parent.add_child(instance=model(title=title, slug=slug, locale=parent.locale))
    page.save_revision().publish()
    return page
