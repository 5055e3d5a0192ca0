"""The city's name and colour for the mails that the floor below sends."""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from accounts.mails import brand
from cms.branding import Branding


def mail_brand() -> dict[str, Any]:
    """What editors set for the default site; the plain brand while there is no site."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return brand()
    branding = Branding.for_site(site)
    return {"city_name": branding.city_name, "brand_colour": branding.brand}
