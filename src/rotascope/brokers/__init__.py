"""Brokers' exports as a Book. One file a format; a dropped-in one joins the list in `choose`."""

from rotascope.brokers.choose import read, which

__all__ = ["read", "which"]
