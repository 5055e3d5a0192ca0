"""Addresses of the site that have no language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from cms import views
from cms.sitemaps import PageSitemap

urlpatterns = [
    path("brand.css", views.brand_css, name="brand_css"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
]
