"""The planted market's seven, for signals that read the seven one by one.

The real ones are the basket MAG7 of the catalog. The planted market, on which every signal has to answer,
has companies of its own; PW03 is a second share line of PW02.
"""

from __future__ import annotations

__all__ = ["PLANTED_SEVEN"]

PLANTED_SEVEN = ("PW01", "PW02", "PW04", "PW05", "PW06", "PW07", "PW08")
