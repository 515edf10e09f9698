"""What a fund or an index is made of: weights, holdings, fees, members that beat it."""

from __future__ import annotations

import re
from typing import Final

from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Place, Reading, build, nearest_window
from rotascope.articles.claims.returns import direction, owners, turned
from rotascope.terms.articles import Claim

__all__ = ["SECTORS", "count", "fee", "members", "sector", "top", "weight"]

SECTORS: Final = {
    "technology": "Information Technology", "financials": "Financials",
    "industrials": "Industrials", "health care": "Health Care", "energy": "Energy",
    "staples": "Consumer Staples", "consumer discretionary": "Consumer Discretionary",
    "materials": "Materials", "utilities": "Utilities", "real estate": "Real Estate",
    "communication services": "Communication Services",
}  # fmt: skip
"""Groups that are sectors of an index, by the names that holdings files use."""
_COUNTS: Final = {"three": 3, "five": 5, "seven": 7, "ten": 10, "twenty": 20, "fifty": 50}
_N = rf"\d{{1,3}}|{'|'.join(_COUNTS)}"
_TOP = re.compile(
    rf"\b(?:top|largest|biggest)[ -](?P<a>{_N})\b|\b(?P<b>{_N})[ -](?:largest|biggest|top)\b", re.I
)
_WEIGHT = re.compile(
    r"\bweigh|\baccount(?:s|ed|ing)? for\b|\bma[kd]es? up\b|\brepresent|\bcompris|\bconstitut"
    r"|\bmaking up\b|\bshare of\b|\bof (?:the )?(?:index|assets|benchmark)|\bexposure\b|\bsits? at\b",
    re.IGNORECASE,
)
_CAP = re.compile(r"\bmarket[ -](?:cap|value)", re.IGNORECASE)
_OF = re.compile(r"^(?: (?:of|in) (?:the )?| \()$", re.IGNORECASE)
_LARGEST = re.compile(
    r"\b(?:largest|biggest|top|no single|maximum) (?:single )?(?:position|holding|weight|name|stock"
    r"|constituent|company)\b[\w ]{0,14}$|\b(?:largest|biggest) $",
    re.IGNORECASE,
)
_LARGEST_AFTER = re.compile(r"^ (?:top|maximum|largest|max|biggest|single-name)[ -]weight", re.I)
_FEE = re.compile(
    r"\b(?:expense ratio|fees?|charg(?:es|ing|ed)|costs?)\b[^.;%]{0,25}$", re.IGNORECASE
)
_FEE_AFTER = re.compile(
    r"^ (?:annual |net |total |gross |management )?(?:expense|fees?\b|in fees|cost)"
    r"|^ (?:a year|annually|per year) in (?:fees|costs)",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"^ (?:\w{1,12} )?(?:holdings|names|stocks|companies|securities|constituents|positions"
    r"|components|members|issues)\b",
    re.IGNORECASE,
)
_BEATING = re.compile(r"\b(?:outperform|beat|exceed)(?:s|ed|ing|en)?\b", re.I)
_MEMBERS = re.compile(r"\b(?:companies|stocks|members|constituents|names)\b", re.IGNORECASE)
_EARNED = re.compile(
    r"^ (?:of|to|in) [^,;.]{0,40}?\b(?:profits?|earnings|gains?|revenues?|sales|income|returns?"
    r"|growth)\b",
    re.IGNORECASE,
)
_INDEX_SIZE = re.compile(r"\d{2,4}$")


def _before(reading: Reading, number: Quantity, reach: int = 60) -> str:
    return reading.text[max(0, number.start - reach) : number.start]


def _after(reading: Reading, number: Quantity, reach: int = 40) -> str:
    return reading.text[number.end : number.end + reach]


def _span(number: Quantity, *places: Place) -> tuple[int, int]:
    return (
        min([number.start, *(p.start for p in places)]),
        max([number.end, *(p.end for p in places)]),
    )


def _whole(reading: Reading, number: Quantity) -> Place | None:
    """The index or fund a share is taken of: just behind the number, else the last before it."""
    wholes = [name for name in reading.names if name.kind in ("index", "fund")]
    for name in wholes:
        if name.start >= number.end and _OF.match(reading.text[number.end : name.start]):
            return name
    before = [name for name in wholes if name.end <= number.at]
    return before[-1] if before else None


def fee(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A fund's yearly charge: "a 0.19% expense ratio", "charges 0.19% a year"."""
    if number.unit not in ("fraction", "bp") or number.value > 0.03:
        return None
    near = _before(reading, number, 45)
    if not (_FEE.search(near) or _FEE_AFTER.match(_after(reading, number))):
        return None
    found = [p for p in owners(reading, number) if p.kind == "fund"]
    return tuple(
        build(reading, _span(number, p), "level", "fee", (p.symbol,), number) for p in found
    )


def count(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """How many lines a fund or an index holds: "nearly 2,000 names"."""
    if number.unit not in ("plain", "year") or not _THINGS.match(_after(reading, number)):
        return None
    wholes = [
        p for p in owners(reading, number) if p.kind in ("fund", "index") and p.start < number.start
    ]
    if number.words.lower().endswith("the "):  # "each of the 500": a number already given
        return None
    if not wholes or number.value < 20 or _BEATING.search(_after(reading, number, 60)):
        return None
    return tuple(
        build(reading, _span(number, p), "count", "holdings_count", (p.symbol,), number)
        for p in wholes
    )


def top(text: str) -> tuple[int, int] | None:
    """Where "the top ten" or "the ten largest" stands in a text for the last time, and how many."""
    found = None
    for match in _TOP.finditer(text):
        printed = (match["a"] or match["b"]).lower()
        found = (match.start(), _COUNTS.get(printed) or int(printed))
    return found if found and found[1] > 1 else None


def weight(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """A share of an index or a fund: of its top names, of one, of its largest, of a group."""
    if number.unit != "fraction":
        return None
    if _EARNED.match(_after(reading, number, 70)):
        return ()
    near = _before(reading, number, 34)
    if _LARGEST_AFTER.match(_after(reading, number)) or _LARGEST.search(near):
        wholes = [p for p in owners(reading, number) if p.kind in ("fund", "index")]
        return tuple(
            build(reading, _span(number, p), "level", "largest_weight", (p.symbol,), number)
            for p in wholes
        )
    whole = _whole(reading, number)
    if whole is None:
        return None
    first = top(reading.text[max(0, number.at - 200) : number.at])
    if first:
        found = _top_share(reading, number, whole, first)
        if found is not None:
            return found
    return _named_share(reading, number, whole)


def _top_share(
    reading: Reading, number: Quantity, whole: Place, first: tuple[int, int]
) -> tuple[Claim, ...] | None:
    start = max(0, number.at - 200) + first[0]
    said = reading.text[start : number.end + 40]
    n = first[1]
    subject, detail = (f"top {n}",), (("n", str(n)),)
    span = (min(start, whole.start), max(number.end, whole.end))
    sign = direction(reading, number, start)
    if _CAP.search(said) and sign and not _WEIGHT.search(said):
        window = nearest_window(reading, number.start, number.end)
        return (
            build(
                reading, span, "historical" if window.isdigit() else "change", "cap_change", subject,
                turned(number, sign), window=window, against=(whole.symbol,), detail=detail,
            ),
        )  # fmt: skip
    if not (_WEIGHT.search(said) or whole.start >= number.end):
        return None
    return (
        build(
            reading, span, "level", "weight", subject, number, against=(whole.symbol,),
            detail=detail,
        ),
    )  # fmt: skip


def _named_share(reading: Reading, number: Quantity, whole: Place) -> tuple[Claim, ...] | None:
    parts = [
        p
        for p in owners(reading, number)
        if p.symbol != whole.symbol and p.kind in ("company", "group")
    ]
    if not parts:
        parts = _part_before(reading, number, whole)
    said = reading.between(parts[0].end, number.at) if parts else ""
    sure = whole.start >= number.end or bool(_WEIGHT.search(said))
    moved = direction(reading, number, parts[0].end) if parts else 0
    if not parts or (moved and "weight" not in said):
        return None
    if parts[-1].symbol in SECTORS and (sure or abs(whole.end - number.at) < 40):
        return tuple(sector(reading, number, whole, part) for part in parts)
    if not sure:
        return None
    return tuple(
        build(
            reading, _span(number, p, whole), "level", "weight", (p.symbol,), number,
            against=(whole.symbol,),
        )
        for p in parts
    )  # fmt: skip


def _part_before(reading: Reading, number: Quantity, whole: Place) -> list[Place]:
    """The company or group nearest before a number whose nearest name is the whole itself."""
    before = [
        p
        for p in reading.names
        if p.end <= min(number.at, whole.start) and p.kind in ("company", "group")
    ]
    return before[-1:]


def sector(reading: Reading, number: Quantity, whole: Place, part: Place) -> Claim:
    """A sector's share of an index."""
    return build(
        reading, _span(number, part, whole), "level", "sector_weight", (whole.symbol,), number,
        detail=(("sector", SECTORS[part.symbol]),),
    )  # fmt: skip


def members(reading: Reading, number: Quantity) -> tuple[Claim, ...] | None:
    """How many members beat their index: a count, or a share of them."""
    if number.unit not in ("plain", "fraction"):
        return None
    after = _after(reading, number, 110)
    if not _BEATING.search(after) or not _MEMBERS.search(reading.text):
        return None
    wholes = [p for p in reading.names if p.kind == "index" and abs(p.start - number.at) < 80]
    if not wholes:
        return None
    whole = wholes[0]
    size = _INDEX_SIZE.search(reading.text[whole.start : whole.end])
    detail = (("of", size.group()),) if size and number.unit == "plain" else ()
    window = nearest_window(reading, number.start, number.end)
    return (
        build(
            reading, _span(number, whole), "count", "beat_count", (whole.symbol,), number,
            window=window, detail=detail,
        ),
    )  # fmt: skip
