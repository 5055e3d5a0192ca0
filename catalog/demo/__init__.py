"""The demo city of Lindenport: its texts, its people, its forms, and what was sent in so far."""
