"""Addresses of the catalogue that are not pages of the tree."""

from django.urls import path

from catalog import apply, search_views

urlpatterns = [
    path("search/", search_views.results, name="search"),
    path("search/suggestions/", search_views.suggestions, name="search_suggestions"),
    *apply.urlpatterns,
]
