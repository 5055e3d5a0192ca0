"""The editor's side of forms in the Wagtail admin (docs/authoring.md)."""
