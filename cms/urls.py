"""Addresses of the site that have no language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path

from cms import media, views
from cms.sitemaps import PageSitemap

urlpatterns = [
    re_path(r"^media/(?P<path>(?:images|original_images)/.+)$", media.picture, name="picture"),
    path("brand.css", views.brand_css, name="brand_css"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
]
