"""What a fall of some names would take off an index: "a 20% slide in X would shave 2-3% off Y"."""

from __future__ import annotations

import re

from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Reading, build, symbols
from rotascope.terms.articles import Claim

__all__ = ["impact"]

_WOULD = re.compile(
    r"\b(?:would|could|will|might|may|can|should)(?: \w{1,12})? (?:knock|shave|wipe|take|cut|subtract"
    r"|erase|cost|trim|drag|lop|strip|slice|remove)\b|\b(?:knocks?|shaves?|wipes?|takes?|lops?)\b",
    re.IGNORECASE,
)
_OFF = re.compile(r"^ (?:or so )?(?:off|from|out of|of)\b", re.IGNORECASE)
_NAMES = re.compile(r"^ ?(?:of the )?(?:names|stocks|companies|firms|of (?:them|these))", re.I)


def _range(number: Quantity) -> str:
    places = ".0f" if number.unit == "plain" else f".{number.digits + 2}f"
    low = f"{abs(number.value):{places}}"
    return low if number.high is None else f"{low}..{abs(number.high):{places}}"


def impact(reading: Reading) -> tuple[tuple[Claim, ...], tuple[Quantity, ...]]:
    """The claim, positive fractions of the index, and the numbers it used; nothing if there is none.

    `detail` has the shock, and how many names it says fall; `subject` the names it gives.
    """
    verb = _WOULD.search(reading.text)
    if verb is None:
        return (), ()
    shocks = [n for n in reading.numbers if n.unit == "fraction" and n.end <= verb.start()]
    hits = [
        n
        for n in reading.numbers
        if n.unit == "fraction" and n.start >= verb.end() and _OFF.match(reading.text[n.end :][:16])
    ]
    if not shocks or not hits:
        return (), ()
    shock, hit = shocks[-1], hits[0]
    fallen = [p for p in reading.names if shock.end <= p.start < verb.start()]
    struck = [p for p in reading.names if p.start >= hit.end][:1]
    if not struck:
        return (), ()
    many = [
        n
        for n in reading.numbers
        if shock.end <= n.at < verb.start() and _NAMES.match(reading.text[n.end :][:20])
    ]
    detail = [("shock", _range(shock)), *(("names", _range(n)) for n in many[:1])]
    claim = build(
        reading, (shock.start, struck[0].end), "range" if hit.high else "change", "impact",
        symbols(fallen), hit, against=symbols(struck), detail=detail,
    )  # fmt: skip
    return (claim,), (shock, hit, *many[:1])
