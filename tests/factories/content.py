"""Pages and questions for tests, in a site made by the product's own actions."""

from __future__ import annotations

from itertools import count
from typing import Any

from wagtail.models import Locale

from catalog.actions import build_site
from catalog.models import Category, ServicePage
from cms.models import Faq, HelpPage

_numbers = count(1)


def make_service(**fields: Any) -> ServicePage:
    """A published service in the site's English tree."""
    tree = build_site(languages=["en"])
    number = next(_numbers)
    defaults = {"title": f"Service {number}", "summary": f"What service {number} is for."}
    defaults["slug"] = f"service-{number}"
    page: ServicePage = tree.services.add_child(
        instance=ServicePage(**{**defaults, "locale": tree.services.locale, **fields})
    )
    page.save_revision().publish()
    return page


def make_help_page(**fields: Any) -> HelpPage:
    """A published help page in the site's English tree."""
    tree = build_site(languages=["en"])
    number = next(_numbers)
    defaults = {"title": f"Help {number}", "slug": f"help-{number}"}
    page: HelpPage = tree.help.add_child(
        instance=HelpPage(**{**defaults, "locale": tree.help.locale, **fields})
    )
    page.save_revision().publish()
    return page


def make_faq(**fields: Any) -> Faq:
    """A published question, English unless told otherwise."""
    number = next(_numbers)
    code = fields.pop("language", "en")
    locale = Locale.objects.get_or_create(language_code=code)[0]
    defaults = {"question": f"Question {number}?", "answer": f"<p>Answer {number}.</p>"}
    faq = Faq.objects.create(**{**defaults, "locale": locale, **fields})
    faq.save_revision().publish()
    return faq


def make_category(**fields: Any) -> Category:
    number = next(_numbers)
    locale = Locale.objects.get_or_create(language_code=fields.pop("language", "en"))[0]
    defaults = {"title": f"Category {number}", "slug": f"category-{number}"}
    return Category.objects.create(**{**defaults, "locale": locale, **fields})
