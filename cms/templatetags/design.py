"""Template tags of the design system: fields, error summaries, icons, navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext

from cms import bound_fields
from cms.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """An icon of our own set, drawn in the colour of the text around it and hidden from the ear."""
    return format_html(
        '<svg class="ec-icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">{1}</svg>',
        size,
        ICONS.get(name, ICONS["file"]),
    )


@register.simple_tag
def drawing(name: str) -> SafeString:
    """One of our pictures for pages that have little to say; hidden from the ear."""
    return SafeString(render_to_string(f"components/drawings/{name}.svg"))


@register.simple_tag
def component(component_name: str, params: Any = None, **more: Any) -> SafeString:
    """Draw the template of that name in ``components/``; params given by name win.

    Everything is escaped but what is a ``SafeString`` already.
    """
    context = {**(params or {}), **more}
    return SafeString(render_to_string(f"components/{component_name}.html", context))


@register.simple_block_tag
def fieldset(content: SafeString, params: Any = None, **more: Any) -> SafeString:
    """Put boxes under one question; without params they stand as they are."""
    return component("fieldset", params, html=content, **more) if params else content


@register.filter
def ending_here(crumbs: Sequence[Any]) -> list[dict[str, str]]:
    """Breadcrumbs whose last one is the page itself, which needs no link."""
    links = [{"text": crumb.text, "href": crumb.href} for crumb in crumbs[:-1]]
    return [*links, *({"text": crumb.text} for crumb in crumbs[-1:])]


@register.simple_tag
def field(bound: BoundField, label_class: str = "") -> SafeString:
    """Draw one box of an ordinary Django form: label, hint, errors, box, tied together for the ear.

    A hidden box is drawn as it is.
    """
    if bound.is_hidden:
        return SafeString(str(bound))
    return component(bound_fields.component_of(bound), bound_fields.params(bound, label_class))


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """What went wrong in a form, with a link to each box; nothing when all is well."""
    problems = [
        {"text": message, "href": f"#{form[name].id_for_label or form[name].auto_id}"}
        if name != NON_FIELD_ERRORS
        else {"text": message, "href": ""}
        for name, messages in form.errors.items()
        for message in messages
    ]
    if not problems:
        return SafeString("")
    context = {"title_text": gettext("There is a problem"), "error_list": problems}
    return SafeString(render_to_string("components/error_summary.html", context))


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    is_current: bool = False


def _path(path: str) -> str:
    """The path in the active language: the default one has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


@register.simple_tag
def home_url() -> str:
    """The home page in the reader's language."""
    return _path("/")


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext, place: str = "header") -> list[Link]:
    """The ways into the site, for its header or its footer."""
    request = context.get("request")
    here = request.path if request else ""
    links = [
        (gettext("Services"), "/services/"),
        (gettext("Check a request"), "/status/"),
        (gettext("Help"), "/help/"),
        (gettext("Contact"), "/contact/"),
    ]
    if place == "footer":
        links += [
            (gettext("Privacy"), "/privacy/"),
            (gettext("Accessibility"), "/accessibility/"),
            (gettext("Verify a receipt"), "/verify/"),
        ]
    return [Link(text, _path(path), here.startswith(_path(path))) for text, path in links]


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    href: str


@register.simple_tag(takes_context=True)
def language_links(context: RequestContext) -> list[LanguageLink]:
    """Lead to this page in other languages: to its translations if it has any, else by address.

    A page of the tree that has no translation leads to the home page of that language.
    """
    request = context.get("request")
    current = get_language()
    own = context.get("alternates")
    known = {alternate.code: alternate.href for alternate in own} if own is not None else None
    links = []
    for code, _name in settings.LANGUAGES:
        if code == current:
            continue
        if known is not None:
            home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
            href = known.get(code, home)
        else:
            href = translate_url(request.get_full_path(), code) if request else f"/{code}/"
        links.append(LanguageLink(code, get_language_info(code)["name_local"].capitalize(), href))
    return links
