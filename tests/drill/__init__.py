"""Faults made on purpose, and what the city makes of them; ``make drill`` prints the figures."""
