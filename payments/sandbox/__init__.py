"""The sandbox bank: the other side of `payments.providers.sandbox`, with books of its own.

It knows of us what a real provider would: the order, and the address for its notifications.
"""
