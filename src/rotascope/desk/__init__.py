"""The questions a client may ask: brief, performance, signals, data, book, why."""

from rotascope.desk.desk import Desk
from rotascope.desk.opening import open_store, store_or_sample

__all__ = ["Desk", "open_store", "store_or_sample"]
