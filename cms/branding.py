"""What makes the site this city's: its name, logo, colours and contacts."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.colours import INK, PAPER, READABLE, WHITE, contrast, hex_colour

DEFAULT_TAGLINE = gettext_noop("City services")
DEFAULT_FOOTER = gettext_noop("The city’s services in one place, day and night.")


@register_setting(icon="site")
class Branding(BaseSiteSetting):
    """Name, look and contacts of the city, one row per site."""

    city_name = models.CharField(_("name of the city"), max_length=60, default="Lindenport")
    tagline = models.CharField(
        _("line under the name"), max_length=80, blank=True, default=DEFAULT_TAGLINE
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("A square picture. Without one, the site shows its own mark."),
    )
    brand = models.CharField(
        _("main colour"),
        max_length=7,
        default="#0b5b5e",
        validators=[hex_colour],
        help_text=_("Buttons, links and the band at the top."),
    )
    deep = models.CharField(
        _("deep colour"),
        max_length=7,
        default="#083f41",
        validators=[hex_colour],
        help_text=_("Buttons while they are pressed, and the skyline."),
    )
    tint = models.CharField(
        _("pale colour"),
        max_length=7,
        default="#e6f1f0",
        validators=[hex_colour],
        help_text=_("Ground behind what is selected."),
    )
    sun = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#f2b544",
        validators=[hex_colour],
        help_text=_("The one accent: search button, current step."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)
    footer_text = models.CharField(
        _("text at the foot of each page"), max_length=250, blank=True, default=DEFAULT_FOOTER
    )

    select_related = ("logo",)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("city_name"), FieldPanel("tagline"), FieldPanel("logo")],
                heading=_("Name"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel(name) for name in ("brand", "deep", "tint", "sun")],
                        heading=_("Colours"),
                        help_text=_("Saving checks that people can read text in these colours."),
                    )
                ],
                heading=_("Colours"),
            ),
            ObjectList(
                [
                    FieldPanel(name)
                    for name in (
                        "email",
                        "phone",
                        "address",
                        "opening_hours",
                        "footer_text",
                    )
                ],
                heading=_("Contacts"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("name, look and contacts")

    @property
    def tagline_text(self) -> str:
        """The tagline in the reader's language, where the catalogue of texts knows it."""
        return gettext(self.tagline) if self.tagline else ""

    @property
    def footer_line(self) -> str:
        """The text at the foot in the reader's language, where the catalogue knows it."""
        return gettext(self.footer_text) if self.footer_text else ""

    @property
    def fingerprint(self) -> str:
        """Changes whenever a colour does; part of the style sheet's address."""
        colours = f"{self.brand}|{self.deep}|{self.tint}|{self.sun}"
        return hashlib.sha256(colours.encode()).hexdigest()[:12]

    def clean(self) -> None:
        """Refuse colours in which text could not be read."""
        super().clean()
        pairs = {
            "brand": (
                (WHITE, _("white text")),
                (PAPER, _("the page’s ground, as a link")),
            ),
            "deep": ((WHITE, _("white text")),),
            "tint": ((INK, _("dark text")), (self.brand, _("text in the main colour"))),
            "sun": ((INK, _("dark text")),),
        }
        errors: dict[str, ValidationError] = {}
        for name, partners in pairs.items():
            for other, what in partners:
                ratio = _ratio(getattr(self, name), other)
                if ratio is not None and ratio < READABLE:
                    errors[name] = ValidationError(
                        _(
                            "People could not read it together with %(what)s: the contrast is "
                            "%(ratio).1f to 1, and at least %(least).1f to 1 is needed."
                        ),
                        params={"what": what, "ratio": ratio, "least": READABLE},
                        code="contrast",
                    )
                    break
        if errors:
            raise ValidationError(errors)


def _ratio(one: str, other: str) -> float | None:
    """The contrast of two colours, or nothing while one of them is not a colour yet."""
    try:
        return contrast(one, other)
    except ValueError:
        return None
