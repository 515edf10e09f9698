"""Numbers of a moment: levels, thresholds, multiples, distances from a high; flows and growth."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rotascope.articles.claims.moments import day_behind
from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Place, Reading, apart, build, nearest_window
from rotascope.articles.claims.returns import direction, owners, turned
from rotascope.terms.articles import Claim, ClaimKind, Measure

__all__ = [
    "breadth",
    "drawdown",
    "flow",
    "growth",
    "high_distance",
    "level",
    "other_share",
    "probability",
    "valuation",
]

_BELOW_HIGH = re.compile(
    r"^ (?:points? )?(?:below|off|from|under|shy of|away from|short of|of) (?:its|their|the|a|an)?"
    r" ?(?:[\w-]{1,14} ){0,3}?(?:highs?|record|peaks?)\b",
    re.IGNORECASE,
)
_FROM_PEAK = re.compile(r"\b(?:peak|drawdowns?|peak-to-trough)\b", re.IGNORECASE)
_MULTIPLE = re.compile(
    r"^ ?(?:times )?(?:forward |trailing |next year['\u2019]s |expected |12-month )?"
    r"(?:earnings|profits?|sales|book|P/E|price-to-earnings)",
    re.IGNORECASE,
)
_VALUED = re.compile(
    r"\b(?:P/E|price-to-earnings|multiple|valued at|trad(?:es?|ing) (?:at|on)|valuation)\b", re.I
)
_P_E = re.compile(r"\b(?:P/E|multiple) of $", re.IGNORECASE)
_LINE = re.compile(
    r"\b(?P<side>above|below|under|over) (?:their|its|the) (?P<days>\d{2,3})[- ]day"
    r"|\b(?:advanc|declin|rose\b|fell\b|ris|fall)",
    re.IGNORECASE,
)
_FLOWS = re.compile(
    r"\b(?P<out>outflows?|pulled|withdr[ae]w|redeem|redemptions?|yanked)"
    r"|\b(?:inflows?|flow(?:s|ed|ing)?|added|pour|piled|put|attract|took in|drew)",
    re.IGNORECASE,
)
_EARNINGS = re.compile(r"\b(?:earnings|revenues?|profits?|sales|EPS|cash flows?)\b", re.I)
_CHANCE = re.compile(r"\b(?:chances?|probability|odds|likelihood)\b", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?:at|to|near|around|above|below|under|over|past|beyond|is|was)"
    r"(?: (?:about|around|just|roughly|nearly|only))?[ ~\u2248<>$]{0,3}$",
    re.IGNORECASE,
)
_MOVE = r"(?:rise|growth|increase|jump|gain|drop|fall|decline)"
_GROWTH_OF = re.compile(
    rf"^ {_MOVE} in (?:\w{{1,14}} )?(?:earnings|revenues?|profits?|sales|EPS)\b"
    rf"|^ (?:earnings|revenue|profit|sales|EPS) {_MOVE}\b",
    re.IGNORECASE,
)
_NO_LEVEL = re.compile(r"\b(?:assets|market (?:cap|value)|revenue|sales|by|profit)", re.IGNORECASE)
_OF = re.compile(r"^ of\b", re.IGNORECASE)
_RATES: Final = ("DFF", "DGS2", "DGS10", "DGS30", "T10Y2Y", "DFII10", "BAMLH0A0HYM2", "UNRATE")


def _before(reading: Reading, number: Quantity, reach: int = 60) -> str:
    return reading.text[max(0, number.at - reach) : number.at]


def _after(reading: Reading, number: Quantity, reach: int = 48) -> str:
    return reading.text[number.end : number.end + reach]


def _clause(reading: Reading, number: Quantity) -> str:
    """The words around a number between the nearest commas, semicolons and brackets."""
    before = re.split(r"[;()]|, ", reading.text[: number.at])[-1]
    after = re.split(r"[;()]|, ", reading.text[number.end :])[0]
    return f"{before} # {after}"


def _around(reading: Reading, number: Quantity) -> str:
    return reading.text[max(0, number.at - 90) : number.end + 40]


def _claims(
    reading: Reading,
    number: Quantity,
    found: tuple[Place, ...],
    kind: ClaimKind,
    measure: Measure,
    *,
    window: str = "",
    detail: tuple[tuple[str, str], ...] = (),
) -> tuple[Claim, ...]:
    made = []
    for place in found:
        span = (min(number.start, place.start), max(number.end, place.end))
        made.append(
            build(
                reading, span, kind, measure, (place.symbol,), number, window=window,
                detail=detail,
            )
        )  # fmt: skip
    return tuple(made)


def high_distance(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """How far below its high, 0 or less: "3.5% below its record" is -0.035, "within 2%" above -0.02."""
    if number.unit != "fraction" or not _BELOW_HIGH.match(_after(reading, number)):
        return None
    below = turned(number, -1)
    return _claims(reading, below, owners(reading, number), "level", "high_distance")


def drawdown(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A fall from a peak, at its worst: "fell as much as 30% from its peak"."""
    if number.unit != "fraction" or not _FROM_PEAK.search(_around(reading, number)):
        return None
    if direction(reading, number, 0) >= 0:
        return None
    # "As much as 30%" of a worst fall is the fall itself.
    fall = turned(replace(number, op="=" if number.op == "<=" else number.op), -1)
    window = nearest_window(reading, number.start, number.end)
    return _claims(reading, fall, owners(reading, number), "change", "drawdown", window=window)


def valuation(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A multiple: "16 times forward earnings", "a P/E of 22", "the 22x of the index"."""
    if number.unit not in ("ratio", "plain"):
        return None
    after, clause = _after(reading, number), _clause(reading, number)
    named = number.unit == "ratio" and _VALUED.search(reading.text[: number.at])
    plain = number.unit == "plain" and _P_E.search(clause.split("#")[0])
    if not (_MULTIPLE.match(after) or named or plain):
        return None
    forward = "forward" if re.search(r"\bforward\b|next year", reading.text, re.I) else "trailing"
    return _claims(
        reading, number, owners(reading, number), "level", "valuation",
        detail=(("multiple", f"{forward} earnings"),),
    )  # fmt: skip


def breadth(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """The share of members above their average of so many days."""
    if number.unit != "fraction" or not _OF.match(_after(reading, number)):
        return None
    line = _LINE.search(_after(reading, number, 110))
    wholes = [p for p in reading.names if p.kind == "index" and p.start >= number.end]
    if line is None or not wholes:
        return None
    detail = (("line", line["days"]), ("side", line["side"].lower())) if line["days"] else ()
    return _claims(reading, number, (wholes[0],), "level", "breadth", detail=detail)


def flow(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """Money into (+) or out of (-) a fund, US dollars."""
    words = _FLOWS.search(reading.text)
    if number.unit != "usd" or words is None:
        return None
    signed = turned(number, -1) if words["out"] else number
    funds = [p for p in reading.names if p.kind in ("fund", "group", "index")]
    near = sorted(funds, key=lambda p: apart(reading, number.end, p.start))[:1]
    window = nearest_window(reading, number.start, number.end)
    return _claims(reading, signed, tuple(near), "change", "flow", window=window)


def growth(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """Growth of earnings, sales or the like, not of a price."""
    before = _clause(reading, number).split(" # ")[0]
    told = _EARNINGS.search(before) or _GROWTH_OF.match(_after(reading, number))
    if number.unit != "fraction" or not told:
        return None
    sign = direction(reading, number, 0)
    if not sign and "growth" not in reading.text.lower():
        return None
    window = nearest_window(reading, number.start, number.end)
    return _claims(
        reading, turned(number, sign), owners(reading, number), "change", "growth", window=window
    )


def probability(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A stated chance: always a forecast."""
    clause = _clause(reading, number)
    if number.unit != "fraction" or not _CHANCE.search(clause):
        return None
    places = reading.names[:1]
    subject = tuple(p.symbol for p in places)
    return (build(reading, (0, len(reading.text)), "forecast", "probability", subject, number),)


def _is_level(place: Place, number: Quantity) -> bool:
    if place.symbol in _RATES:
        return number.unit in ("fraction", "bp")
    if place.symbol == "^VIX":
        return number.unit == "plain"
    if place.kind == "index":
        return number.unit == "plain"
    return place.kind in ("fund", "company") and number.unit == "usd"


def level(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """Where a rate, a volatility or an index stands; above or below a number is a threshold."""
    before = [p for p in reading.names if p.end <= number.at and p.kind != "organisation"]
    if not before:
        return None
    place = min(before, key=lambda p: apart(reading, p.end, number.at))
    said = reading.text[place.end : number.at]
    if not _is_level(place, number) or not _STANDS.search(said):
        return None
    if _NO_LEVEL.search(said) or number.value < 0.0001 or number.value > 1e6:
        return None
    threshold = number.op in (">", "<", ">=", "<=")
    kind: ClaimKind = "threshold" if threshold else "level"
    measure: Measure = "threshold" if threshold else "level"
    day = day_behind(_after(reading, number))
    return tuple(replace(c, as_of=day) for c in _claims(reading, number, (place,), kind, measure))


def other_share(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A share of something that is no fund or index ("60% of revenue"): taken, and nothing claimed."""
    if number.unit != "fraction" or not _OF.match(_after(reading, number)):
        return None
    return ()
