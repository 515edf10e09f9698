"""Numbers and long names as a picture prints them: percent with its sign, a true minus, short lines."""

from __future__ import annotations

from html import escape
from textwrap import shorten, wrap

from rotascope.figures.frame import UNITS
from rotascope.terms import Unit

__all__ = [
    "MINUS",
    "NONE",
    "amount",
    "capital",
    "lines_of",
    "percent",
    "signed",
    "times",
    "wrapped",
]

NONE = "–"
MINUS = "\N{MINUS SIGN}"
DIGITS: dict[str, int] = {"fraction": 1, "count": 0, "sessions": 0, "days": 0, "bp": 0, "usd": 0}
SUFFIX: dict[str, str] = {"fraction": " %", "sd": " sd", "pp": " pp", "bp": " bp", "ratio": ""}


def _plain(number: float, digits: int) -> str:
    text = f"{number:,.{digits}f}"
    zero = not text.strip("-0.,")
    return text.lstrip("-") if zero else text.replace("-", MINUS)


def percent(fraction: float | None, digits: int = 0) -> str:
    """0.857 as '86 %', no answer as a dash."""
    return NONE if fraction is None else f"{_plain(fraction * 100, digits)} %"


def signed(fraction: float | None, digits: int = 1) -> str:
    """0.0653 as '+6.5 %', -0.0653 as '−6.5 %'."""
    if fraction is None:
        return NONE
    text = _plain(fraction * 100, digits)
    return f"{'' if text.startswith(MINUS) else '+'}{text} %"


def amount(number: float | None, unit: Unit, plus: bool = False) -> str:
    """A number in its term's unit as a label: '6.4 %', '1.24 sd', '37'; `plus`: with its sign."""
    if number is None:
        return NONE
    text = _plain(number * UNITS[unit][1], DIGITS.get(unit, 2))
    sign = "+" if plus and not text.startswith(MINUS) else ""
    return f"{sign}{text}{SUFFIX.get(unit, '')}"


def capital(text: str) -> str:
    """A sentence of a term as a title prints it: its first letter large."""
    return text[:1].upper() + text[1:]


def times(ratio: float) -> str:
    """A likelihood ratio or a multiple: '0.94 times'."""
    return f"{_plain(ratio, 2)} times"


def lines_of(text: str, width: int, most: int = 3) -> list[str]:
    """The text in lines of at most `width` characters; what is beyond `most` lines is cut with '…'."""
    found = wrap(text, width, break_long_words=True) or [""]
    if len(found) <= most:
        return found
    rest = shorten(" ".join(found[most - 1 :]), width, placeholder=" …")
    return [*found[: most - 1], rest]


def wrapped(text: str, width: int, most: int = 3) -> str:
    """The same for a label of Plotly, which knows no line breaks of its own; never markup."""
    return "<br>".join(escape(line, quote=False) for line in lines_of(text, width, most))
