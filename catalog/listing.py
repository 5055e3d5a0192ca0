"""Lists of services: sorted onto shelves, narrowed down by what the address asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalog.service_pages import ServicePage
from catalog.topics import Category, LifeEvent

if TYPE_CHECKING:
    from catalog.pages import ServiceIndexPage


class Door(NamedTuple):
    """One of the large ways in on the home page."""

    icon: str
    title: str
    text: str
    href: str


class Shelf(NamedTuple):
    """A topic with the services that stand under it."""

    topic: Any
    services: list[Any]


def shelves(services: Iterable[Any], topics: Iterable[Any]) -> list[Shelf]:
    """Sort services under their categories; a category without any is left out."""
    by_topic: dict[int, list[Any]] = {}
    for service in services:
        by_topic.setdefault(service.category_id, []).append(service)
    return [Shelf(topic, by_topic[topic.pk]) for topic in topics if topic.pk in by_topic]


def doors(services: Any, index_url: str) -> list[Door]:
    """The doors that lead somewhere: kinds of which there is a service, and the status page."""
    kinds = dict(
        services.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    )
    texts = {
        "apply": (_("Apply"), _("Permits, licences, certificates and places")),
        "pay": (_("Pay"), _("Taxes and fees")),
        "report": (_("Report"), _("What is broken, too loud or in the way")),
        "book": (_("Book"), _("A date, a room, a place")),
    }
    icons = {"book": "calendar"}
    found = [
        Door(icons.get(kind, kind), title, text, f"{index_url}?kind={kind}")
        for kind, (title, text) in texts.items()
        if kinds.get(kind)
    ][:3]
    try:
        status = reverse("status")
    except NoReverseMatch:
        return found
    return [
        *found,
        Door("clock", _("Check a request"), _("Reference and e-mail are enough"), status),
    ]


class Listing:
    """The services that remain after the filters of the address; unknown filters change nothing."""

    def __init__(self, index: ServiceIndexPage, query: Mapping[str, Any]) -> None:
        self.code: str = index.locale.language_code
        self.kind = query.get("kind", "") if query.get("kind") in ServicePage.Kind.values else ""
        self._category = str(query.get("category", ""))
        self._event = str(query.get("event", ""))

    @cached_property
    def categories(self) -> list[Category]:
        return list(Category.objects.in_language(self.code))

    @cached_property
    def life_events(self) -> list[LifeEvent]:
        return list(LifeEvent.objects.in_language(self.code))

    @cached_property
    def category(self) -> Category | None:
        return next((c for c in self.categories if c.slug == self._category), None)

    @cached_property
    def life_event(self) -> LifeEvent | None:
        return next((e for e in self.life_events if e.slug == self._event), None)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.category or self.life_event or self.kind)

    @property
    def kind_label(self) -> str:
        return str(ServicePage.Kind(self.kind).label) if self.kind else ""

    @cached_property
    def services(self) -> list[ServicePage]:
        found = ServicePage.objects.offered().in_language(self.code).select_related("category")
        if self.category:
            found = found.filter(category=self.category)
        if self.life_event:
            found = found.filter(life_events=self.life_event)
        if self.kind:
            found = found.filter(kind=self.kind)
        return list(found.order_by("title"))

    @cached_property
    def shelves(self) -> list[Shelf]:
        return shelves(self.services, self.categories)
