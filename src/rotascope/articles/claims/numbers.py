"""Numbers in a sentence as an author prints them: `~540%`, `3-8%`, `nearly 2,000`, `over 30%`.

Percentages become fractions. How exact a number is meant to be follows from how it is printed: half
a unit of the last digit, wider where a word such as `about` says so (methods 17.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from rotascope.terms.articles import ClaimOp

__all__ = ["APPROXIMATE_SHARE", "FEWEST_POINTS", "NEARLY_SHARE", "Quantity", "quantities"]

QuantityUnit = Literal["fraction", "points", "bp", "ratio", "usd", "time", "year", "plain"]

APPROXIMATE_SHARE: Final = 0.025
NEARLY_SHARE: Final = 0.05
FEWEST_POINTS: Final = 0.005  # half a percentage point: nobody writes "about" and means less

_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,12}"
_UNIT = (
    r"%|percentage[ -]points?\b|percent\b|per cent\b|pct\b|pp\b|bps?\b|basis points?\b|points?\b"
    r"|x\b|times\b|-?fold\b|trillion\b|billion\b|million\b|tn\b|bn\b|"
    r"-?(?:years?|months?|weeks?|days?|quarters?|sessions|hours?|minutes?)\b"
)


def _one(n: str) -> str:
    """One printed number; its groups end in `n`."""
    return (
        rf"(?P<sign{n}>[+\-\u2212\u2013])?(?P<usd{n}>(?:US)?\$)?(?P<num{n}>{_NUMBER})"
        rf"(?P<frac{n}>\.\d{{1,6}})?(?![\d.,]{{0,12}}\d)(?:[ \u00a0]?(?P<unit{n}>{_UNIT}))?"
    )


_QUANTITY = re.compile(
    r"(?<![\w.,$\-\u2212+])"
    + _one("")
    + r"(?:(?:[ \u00a0]?(?P<dash>[-\u2013\u2014])[ \u00a0]?|[ \u00a0](?P<word>to|and|or)[ \u00a0])"
    + _one("2")
    + r")?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:russell|s&p|nasdaq|dow|ftse|nikkei|cac|dax|wilshire|stoxx|fortune|smallcap|midcap"
    r"|quads?|covid|class|form|figure|table|chart|exhibit|footnote|page|section|rule"
    r"|q)[ -]$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<words>(?:\b(?:at|least|most|up|to|as|much|little|many|few|over|more|than|above|less|under"
    r"|below|fewer|no|not|nearly|almost|about|around|roughly|some|approximately|barely|scarcely|within|close|just|only"
    r"|a|an|mere|colossal|whopping|modest|full|another|further|well|between|from|by"
    r"|circa|exactly|additional|estimated|stunning|the|its|of|shy|north|south)\b"
    r"|[~\u2248<>\u2264\u2265,])[ \u00a0]{0,2}){1,8}$",
    re.IGNORECASE,
)
_OPS: Final[tuple[tuple[str, ClaimOp], ...]] = (
    (r"\b(?:at least|no less than|not less than)\b|\u2265", ">="),
    (r"\b(?:at most|no more than|not more than|within|up to|as much as|as many as)\b|\u2264", "<="),
    (r"\b(?:nearly|almost|close to|just under|just below|just shy of)\b", "nearly"),
    (r"\b(?:over|more than|above|north of)\b|>", ">"),
    (r"\b(?:less than|under|below|fewer than|south of)\b|<", "<"),
    (
        r"\b(?:about|around|roughly|some|approximately|circa|estimated|barely|scarcely)\b|[~\u2248]",
        "~",
    ),
)
_COMPILED: Final = tuple((re.compile(pattern, re.IGNORECASE), op) for pattern, op in _OPS)
# "Well below the 22x of the index" says 22x of the index, and of something else that it is below.
_GIVEN = re.compile(r"\b(?:the|its|their) $", re.IGNORECASE)
_OR_SO = re.compile(r" (?:or so|or thereabouts|give or take)\b", re.IGNORECASE)
_ABOUT = _COMPILED[-1][0]
_SCALE: Final = {
    "trillion": 1e12, "tn": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6,
}  # fmt: skip
_NAMED_UNITS: Final[tuple[tuple[tuple[str, ...], tuple[QuantityUnit, float]], ...]] = (
    (("percentage", "pp"), ("points", 0.01)),
    (("bp", "basis"), ("bp", 1e-4)),
    (("point",), ("points", 1.0)),
    (("x", "times", "fold"), ("ratio", 1.0)),
)
_FRACTIONS: Final = ("%", "percent", "per cent", "pct")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number or range of a sentence: `value` (and `high`) in `unit`, percentages as fractions.

    `op` is `=` where nothing qualifies it; `digits` counts printed decimals; `signed` says a sign was
    printed. `start` is where its first qualifying word stands. `points` are percentage or index
    points: what is meant the sentence has to say; `year` is a calendar year, `time` a span.
    """

    start: int
    end: int
    at: int
    value: float
    high: float | None
    unit: QuantityUnit
    op: ClaimOp
    tolerance: float
    digits: int
    signed: bool
    words: str = ""


def _unit(printed: str, usd: bool) -> tuple[QuantityUnit, float]:
    word = printed.lower().replace("\u00a0", " ").lstrip("-")
    if word in _FRACTIONS:
        return "fraction", 0.01
    if usd or word in _SCALE:
        return ("usd" if usd else "plain"), _SCALE.get(word, 1.0)
    for starts, named in _NAMED_UNITS:
        if word.startswith(starts):
            return named
    return ("time" if word else "plain"), 1.0


def _value(match: re.Match[str], n: str, scale: float) -> tuple[float, int]:
    digits = len(match["frac" + n] or ".") - 1
    number = float(match["num" + n].replace(",", "") + (match["frac" + n] or ""))
    sign = -1.0 if (match["sign" + n] or "+") != "+" else 1.0
    return round(sign * number * scale, 12), digits


def _is_year(match: re.Match[str]) -> bool:
    printed = match["num"]
    return bool(
        len(printed) == 4
        and 1900 <= int(printed.replace(",", "") or 0) <= 2100
        and "," not in printed
        and not (match["frac"] or match["usd"] or match["sign"] or match["unit"])
    )


def _tolerance(op: ClaimOp, value: float, digits: int, scale: float, about: bool) -> float:
    half = 0.5 * 10.0**-digits * scale
    if op == "nearly":
        return round(max(half, NEARLY_SHARE * abs(value)), 12)
    if op == "~" or about:
        fewest = FEWEST_POINTS if scale == 0.01 else half
        return round(max(fewest, APPROXIMATE_SHARE * abs(value)), 12)
    return round(half, 12)


def _op(words: str) -> ClaimOp:
    if _GIVEN.search(words):
        return "="
    return next((op for pattern, op in _COMPILED if pattern.search(words)), "=")


def _second(match: re.Match[str], words: str) -> bool:
    """Whether the second number of the match makes a range with the first."""
    if match["num2"] is None or not _same_unit(match):
        return False
    if match["dash"]:
        # "12.4%-3.1%" is no range but two columns, the second below nothing.
        falling = _value(match, "2", 1.0)[0] < abs(_value(match, "", 1.0)[0])
        return not (match["num"].startswith("0") or match["sign2"] or falling)
    if match["word"].lower() == "and":
        return words.lower().rstrip().endswith("between")
    if match["word"].lower() == "to":
        return not words.lower().rstrip().endswith("from")
    return False


def _same_unit(match: re.Match[str]) -> bool:
    first, second = match["unit"] or "", match["unit2"] or ""
    return not first or _unit(first, False)[0] == _unit(second, False)[0]


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    before = text[max(0, match.start() - 40) : match.start()]
    if not match["unit"] and _NAMED.search(before[-12:]):
        return None
    found = _BEFORE.search(before)
    words = before[found.start() :].lstrip(", \u00a0") if found else ""
    ranged = _second(match, words)
    printed = (match["unit2"] or "") if ranged else (match["unit"] or "")
    unit, scale = _unit(printed, bool(match["usd"]))
    value, digits = _value(match, "", scale)
    high, op = None, _op(words)
    if ranged:
        high, digits = _value(match, "2", scale)
        op = "between"
    elif not words and _is_year(match):
        unit = "year"
    end = match.end() if ranged else _first_end(match)
    start = match.start() - len(words)
    tolerance = _tolerance(op, value, digits, scale, bool(_ABOUT.search(words)))
    signed = bool(match["sign"])
    return Quantity(
        start, end, match.start(), value, high, unit, op, tolerance, digits, signed, words
    )


def _first_end(match: re.Match[str]) -> int:
    return next(
        match.end(name) for name in ("unit", "frac", "num") if match.end(name) > match.start("num")
    )


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of one sentence in order; those inside names (Russell 2000, Q3) are left out.

    A range that could be two numbers ("from 3% to 4%") is two. Numbers in words are not read here.
    """
    found: list[Quantity] = []
    position = 0
    while match := _QUANTITY.search(text, position):
        quantity = _quantity(text, match)
        # A number inside a name may have taken its neighbour for the second half of a range.
        position = max(quantity.end if quantity else _first_end(match), match.start() + 1)
        if quantity:
            found.append(_or_so(text, _with_year(text, quantity)))
    return tuple(found)


def _or_so(text: str, quantity: Quantity) -> Quantity:
    """`80% or so` is about 80%."""
    if quantity.op != "=" or not _OR_SO.match(text, quantity.end):
        return quantity
    scale = 0.01 if quantity.unit in ("fraction", "points") else 1.0
    wide = _tolerance("~", quantity.value, quantity.digits, scale, True)
    return replace(quantity, op="~", tolerance=wide)


def _with_year(text: str, quantity: Quantity) -> Quantity:
    """`2,000 holdings` is a number; `of 2024` and `in 2022` are years whatever word stands before."""
    looks = quantity.unit == "plain" and 1900 <= quantity.value <= 2100 and quantity.high is None
    if looks and "," not in text[quantity.at : quantity.end] and quantity.op == "=":
        return replace(quantity, unit="year")
    return quantity
