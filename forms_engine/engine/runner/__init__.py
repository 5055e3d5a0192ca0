"""The resident's way through a form, from the start page to the reference (docs/runner.md)."""
