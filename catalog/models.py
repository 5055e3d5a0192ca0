"""What the city offers."""

from catalog.loaded_steps import LoadedStep
from catalog.pages import HomePage, OftenNeeded, ServiceIndexPage
from catalog.service_pages import RelatedService, ServiceFaq, ServicePage
from catalog.topics import Category, LifeEvent

__all__ = [
    "Category",
    "HomePage",
    "LifeEvent",
    "LoadedStep",
    "OftenNeeded",
    "RelatedService",
    "ServiceFaq",
    "ServiceIndexPage",
    "ServicePage",
]
