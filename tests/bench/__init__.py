"""Figures that are measured, each against its aim; ``make bench`` prints them."""
