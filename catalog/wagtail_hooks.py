"""What the catalogue adds to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from catalog.snippets import CatalogueSnippets

register_snippet(CatalogueSnippets)
