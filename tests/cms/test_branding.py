from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from catalog.actions import build_site
from cms.brand_css import DARK_SURFACE, dark_colours, style_sheet
from cms.branding import Branding
from cms.colours import contrast, mix, readable_on
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def branding(**fields):
    return Branding(site=Site.objects.get(), **fields)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0b5b5e", "#0b5b5e") == 1


def test_the_colours_the_site_comes_with_can_be_read():
    branding().full_clean(exclude=["site"])


@pytest.mark.parametrize(
    ("field", "colour"),
    [("brand", "#66ccff"), ("deep", "#dddddd"), ("tint", "#333333"), ("sun", "#402000")],
)
def test_a_colour_nobody_can_read_text_on_is_refused(field, colour):
    with pytest.raises(ValidationError) as caught:
        branding(**{field: colour}).full_clean(exclude=["site"])

    assert caught.value.error_dict[field][0].code == "contrast"
    assert "4.5 to 1" in caught.value.message_dict[field][0]


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "", "#0b5b5e;}", "#0b5b5e\n"])
def test_only_a_colour_is_accepted_as_one(colour):
    with pytest.raises(ValidationError) as caught:
        branding(brand=colour).full_clean(exclude=["site"])

    assert "brand" in caught.value.error_dict


def test_the_message_about_contrast_reaches_the_editor(client):
    build_site(languages=["en"])
    client.force_login(UserFactory(admin=True))
    site = Site.objects.get()

    response = client.post(
        reverse("wagtailsettings:edit", args=["cms", "branding", site.pk]),
        {
            "city_name": "Elsewhere",
            "brand": "#66ccff",
            "deep": "#083f41",
            "tint": "#e6f1f0",
            "sun": "#f2b544",
        },
    )

    assert "the contrast is" in response.content.decode()


def test_a_dark_colour_is_lightened_until_it_can_be_read():
    shifted = readable_on("#182437", "#0b5b5e", towards="#ffffff")

    assert contrast(shifted, "#182437") >= 4.5


@pytest.mark.parametrize("colour", ["#7a1f2b", "#1d3f8f", "#111111", "#0b5b5e"])
def test_a_dark_theme_is_derived_in_which_people_can_read(colour):
    dark = dark_colours(branding(brand=colour, deep=mix(colour, "#000000", 0.3)))

    assert contrast(dark["--brand"], DARK_SURFACE) >= 4.5
    assert contrast(dark["--on-brand"], dark["--brand"]) >= 4.5
    assert contrast("#ffffff", dark["--band"]) >= 4.5
    assert contrast("#eef2f1", dark["--tint"]) >= 4.5


def test_the_style_sheet_carries_the_citys_colours():
    assert "#7a1f2b" in style_sheet(branding(brand="#7a1f2b"))


def test_the_style_sheet_is_kept_for_a_year_under_its_fingerprint(client):
    build_site(languages=["en"])
    fingerprint = Branding.for_site(Site.objects.get()).fingerprint

    kept = client.get(reverse("brand_css"), {"v": fingerprint})
    asked_again = client.get(reverse("brand_css"), headers={"if-none-match": kept["ETag"]})
    plain = client.get(reverse("brand_css"))

    assert kept["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in kept["Cache-Control"]
    assert asked_again.status_code == 304
    assert "no-cache" in plain["Cache-Control"]


def test_the_fingerprint_follows_the_colours():
    assert branding().fingerprint != branding(sun="#f2c044").fingerprint
