"""Services: what the city offers, each on a page of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from accounts.models import Department
from catalog.service_form import ServicePageForm
from catalog.service_panels import service_tabs
from catalog.structured_data import government_service
from catalog.topics import Category, LifeEvent
from cms.base_page import BasePage
from cms.blocks import TEXT_FEATURES, BodyBlock
from cms.department_texts import in_readers_language
from cms.models import Branding, Faq
from cms.streams import LeanStreamField
from cms.structured_data import faq_page
from forms_engine.engine.models import Form


class ServiceQuerySet(PageQuerySet):
    def offered(self) -> ServiceQuerySet:
        """Those a stranger may read."""
        return self.live().public()

    def in_language(self, code: str) -> ServiceQuerySet:
        return self.filter(locale__language_code=code)

    def open(self, today: dt.date) -> ServiceQuerySet:
        return self.filter(Q(opens_on=None) | Q(opens_on__lte=today)).filter(
            Q(closes_on=None) | Q(closes_on__gte=today)
        )


def is_within(first: dt.date | None, last: dt.date | None, today: dt.date | None = None) -> bool:
    """Whether the day, today if none is given, lies between the two; both of them count."""
    day = today or timezone.localdate()
    return (first is None or first <= day) and (last is None or day <= last)


class ServicePage(BasePage):
    """One service: who may have it, what it takes, and the way to get it."""

    class Kind(models.TextChoices):
        APPLY = "apply", _("Apply")
        REPORT = "report", _("Report")
        PAY = "pay", _("Pay")
        BOOK = "book", _("Book")
        READ = "read", _("Information only")

    kind = models.CharField(
        _("what people do here"),
        max_length=10,
        choices=Kind,
        default=Kind.APPLY,
        help_text=_("Names the start button, and the door of the home page it stands behind."),
    )
    search_words = models.CharField(
        _("other words for it"),
        max_length=250,
        blank=True,
        help_text=_("Words people type that are not on the page: trash, garbage, sofa."),
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("category"),
    )
    life_events = ParentalManyToManyField(
        LifeEvent, blank=True, related_name="services", verbose_name=_("life events")
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("department"),
        help_text=_("Who answers for the service; its contacts are shown on the page."),
    )
    form = models.ForeignKey(
        Form,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("form"),
        help_text=_("The start button appears as soon as the form is published."),
    )
    who_can_apply = RichTextField(_("who can apply"), blank=True, features=TEXT_FEATURES)
    what_you_need = RichTextField(
        _("what you need"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("Papers, pictures and numbers to have at hand, as a list."),
    )
    cost = RichTextField(
        _("what it costs"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("The amount first: €84 for one year. The first sentence is shown on top."),
    )
    duration = RichTextField(
        _("how long it takes"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("The time first: 3 days. The first sentence is shown on top."),
    )
    promised_days = models.PositiveSmallIntegerField(
        _("promised working days"),
        null=True,
        blank=True,
        help_text=_("The promise as a number, to compare it with how long it really takes."),
    )
    apply_in_person = RichTextField(_("how to apply in person"), blank=True, features=TEXT_FEATURES)
    apply_by_phone = RichTextField(_("how to apply by phone"), blank=True, features=TEXT_FEATURES)
    opens_on = models.DateField(
        _("opens on"),
        null=True,
        blank=True,
        help_text=_("First day. Empty: open already."),
    )
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("Last day. Empty: no end.")
    )
    body = LeanStreamField(BodyBlock(), blank=True, verbose_name=_("more about it"))

    objects: ClassVar[Any] = PageManager.from_queryset(ServiceQuerySet)()

    template = "catalog/service_page.html"
    parent_page_types: ClassVar[list[str]] = ["catalog.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ServicePageForm
    edit_handler = service_tabs()
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        *(
            field
            for name in (
                "summary",
                "search_words",
                "who_can_apply",
                "what_you_need",
                "apply_in_person",
                "body",
            )
            for field in (index.SearchField(name), index.AutocompleteField(name))
        ),
        index.FilterField("category"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError(
                {"closes_on": _("Choose a last day that does not lie before the first.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        faqs = [row.faq for row in self.faqs.select_related("faq") if row.faq.live]
        related = [row.service for row in self.related_services.select_related("service")]
        if self.department:
            self.department = in_readers_language([self.department])[0]
        context["faqs"] = faqs
        context["related"] = [service for service in related if service.live]
        context["is_open"] = self.is_open()
        context["opens_later"] = self.opens_later()
        start_url = context["start_url"] = self.start_url
        city = Branding.for_request(request).city_name
        context["structured_data"].append(government_service(self, city=city, start_url=start_url))
        if faqs:
            context["structured_data"].append(faq_page(faqs))
        return context

    @property
    def start_url(self) -> str:
        """Where the form begins; empty while there is none, or the service is closed."""
        if self.form is None or not self.form.live or not self.is_open():
            return ""
        if not self.form.versions.exists():
            return ""
        return reverse("apply", kwargs={"slug": self.slug})

    def is_open(self, today: dt.date | None = None) -> bool:
        """Whether people may apply on that day; both the first and the last day count."""
        return is_within(self.opens_on, self.closes_on, today)

    def opens_later(self, today: dt.date | None = None) -> bool:
        """Whether the first day is still to come."""
        return self.opens_on is not None and (today or timezone.localdate()) < self.opens_on


class RelatedService(Orderable):
    """A further service people often need with this one."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="related_services")
    service = models.ForeignKey(
        ServicePage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("service"),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("service")]


class ServiceFaq(Orderable):
    """One frequent question shown on a service's page."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="faqs")
    faq = models.ForeignKey(
        Faq, on_delete=models.CASCADE, related_name="+", verbose_name=_("question")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("faq")]
