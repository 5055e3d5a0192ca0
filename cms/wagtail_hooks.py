"""What the site adds to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from cms.snippets import SiteSnippets

register_snippet(SiteSnippets)
