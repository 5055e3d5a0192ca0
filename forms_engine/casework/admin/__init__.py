"""Queues and routing in the Wagtail admin."""
