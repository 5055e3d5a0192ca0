"""Receipts: what was asked and answered, as a tagged PDF that can be verified."""
