"""How the figure of a Why reads: as it was printed, and with all its digits."""

from __future__ import annotations

from rotascope.surfaces import numbers
from rotascope.terms import Unit, Why

__all__ = ["exact", "is_key", "printed"]

PRINTED: dict[str, Unit] = {
    "fraction": "fraction", "index": "index", "count": "count", "sessions": "sessions", "sd": "sd",
    "points": "points", "pp": "pp", "bp": "bp", "ratio": "ratio", "years": "years",
    "months": "months", "days": "days", "usd": "usd",
}  # fmt: skip
KINDS = ("signal/", "verdict/", "performance/", "reaction/", "article/", "brief@")


def printed(told: Why) -> str:
    """'39.8 %' of a number in a unit we print, else the number and its unit; words as they are."""
    if told.value is None:
        return ""
    if isinstance(told.value, str):
        return told.value
    if told.unit in PRINTED:
        return numbers.quantity(told.value, PRINTED[told.unit])
    return f"{_digits(told.value, 6)} {told.unit}".rstrip()


def exact(told: Why) -> str:
    """'0.3978989400 fraction': ten digits, in the unit of the formula; '' of words."""
    if told.value is None or isinstance(told.value, str):
        return ""
    return f"{_digits(told.value, 10)} {told.unit}".rstrip()


def is_key(text: str) -> bool:
    """Whether a cell is a key that opens a Why of its own."""
    return "@" in text and text.startswith(KINDS)


def _digits(value: float, digits: int) -> str:
    return f"{value:.{digits}g}".replace("-", numbers.MINUS)
