"""The officers' pages at ``/desk/``."""
