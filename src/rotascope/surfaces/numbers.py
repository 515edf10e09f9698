"""How a number reads on a page: percent with its sign, a true minus, one dash for no answer.

Terms carry fractions; only here do they become percent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rotascope.terms import Interval, Reading, Unit

__all__ = [
    "MINUS",
    "NONE",
    "chance",
    "day",
    "decimals",
    "fixed",
    "nth",
    "ordinal",
    "p_value",
    "percent",
    "plural",
    "quantity",
    "share_range",
    "signed",
    "value",
    "weekday",
]

NONE = "–"
MINUS = "\N{MINUS SIGN}"
UNITS: dict[Unit, tuple[str, float, int]] = {
    "fraction": (" %", 100.0, 1),
    "index": ("", 1.0, 1),
    "count": ("", 1.0, 0),
    "sessions": (" sessions", 1.0, 0),
    "sd": (" sd", 1.0, 1),
    "points": (" points", 1.0, 1),
    "state": ("", 1.0, 1),
    "pp": (" pp", 1.0, 2),
    "bp": (" bp", 1.0, 0),
    "ratio": ("", 1.0, 2),
    "years": (" years", 1.0, 1),
    "months": (" months", 1.0, 1),
    "days": (" days", 1.0, 1),
    "usd": (" USD", 1.0, 0),
}


def _number(number: float, digits: int) -> str:
    text = f"{number:,.{digits}f}"
    zero = not text.strip("-0.,")
    return text.lstrip("-") if zero else text.replace("-", MINUS)


def percent(fraction: float | None, digits: int = 0) -> str:
    """0.857 as '86 %'."""
    return NONE if fraction is None else f"{_number(fraction * 100, digits)} %"


def signed(fraction: float | None, digits: int = 1) -> str:
    """0.0653 as '+6.5 %', -0.0653 as '−6.5 %'."""
    if fraction is None:
        return NONE
    text = _number(fraction * 100, digits)
    return f"{'' if text.startswith(MINUS) else '+'}{text} %"


def value(reading: Reading) -> str:
    """A reading's value with its unit; a state is its word, no answer a dash."""
    if reading.value is None:
        return NONE
    if reading.unit == "state":
        return reading.state or _number(reading.value, 1)
    return quantity(reading.value, reading.unit)


def quantity(number: float, unit: Unit) -> str:
    """A number with its unit: 0.064 fraction as '6.4 %', 1 sessions as '1 session'."""
    word, scale, digits = UNITS[unit]
    text = _number(number * scale, digits)
    return text + (word[:-1] if text == "1" and word.endswith("s") else word)


def ordinal(fraction: float | None) -> str:
    """0.853 as '85th'; nobody is at the 0th or the 100th percentile of a past that counts him."""
    if fraction is None:
        return NONE
    return nth(min(max(round(fraction * 100), 1), 99))


def nth(n: int) -> str:
    """'1st', '2nd', '11th'."""
    teens = 10 <= n % 100 <= 20
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def p_value(p: float | None) -> str:
    """'0.03'; what would print as nil is '<0.01', no p a dash."""
    if p is None:
        return NONE
    return f"{p:.2f}" if p >= 0.005 else "<0.01"


def share_range(interval: Interval | None) -> str:
    """'41–60 %' of two probabilities."""
    if interval is None:
        return NONE
    return f"{interval.low * 100:.0f}–{interval.high * 100:.0f} %"


def chance(probability: float) -> str:
    """A probability as '3 in 100'; the rare as '1 in 385'; nothing beyond 1 in 10,000 is believed."""
    if probability >= 0.01:
        return f"{probability * 100:.0f} in 100"
    if probability < 1e-4:
        return "fewer than 1 in 10,000"
    return f"1 in {round(1.0 / probability):,}"


def decimals(column: Iterable[float], digits: int) -> int:
    """The decimals that show `digits` digits of every number of a column, none of them idle."""
    most = 0
    for number in column:
        places = min(max(digits - 1 - floor(log10(abs(number))), 0), 12) if number else 0
        shown = f"{number:.{places}f}"
        most = max(most, len(shown.rstrip("0").partition(".")[2]) if places else 0)
    return most


def fixed(number: float | None, digits: int) -> str:
    """With so many decimals as its column has; a dash for no answer."""
    return NONE if number is None else _number(number, digits)


def day(when: date | None) -> str:
    """ISO, or a dash."""
    return NONE if when is None else when.isoformat()


def weekday(when: date) -> str:
    """'Fri 2026-06-12', whatever the locale says."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[when.weekday()]} {when.isoformat()}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 session', '2 sessions'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
