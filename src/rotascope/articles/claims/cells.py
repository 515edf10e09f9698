"""Tables whose rows stand between bars: `| Weight of the top 10 | ~34% | ~3.5% |`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rotascope.articles.claims.holdings import SECTORS, top
from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Place, Reading, build
from rotascope.articles.claims.windows import windows
from rotascope.terms.articles import Claim, ClaimKind, Measure

__all__ = ["barred", "head_window"]

_RULE = re.compile(r"^[\s|:=-]{3,}$")
_SPAN = re.compile(r"^\W{0,3}(?P<n>\d{1,2}|one|three|five|ten)[ -]?(?P<u>y|m|w|d)", re.IGNORECASE)
_YEAR = re.compile(r"^\W{0,3}(?P<year>(?:19|20)\d\d)\b(?! to)")
_WORDS: Final = {"one": "1", "three": "3", "five": "5", "ten": "10"}
_PATTERNS: Final[tuple[tuple[str, Measure, ClaimKind], ...]] = (
    (r"expense|\bfees?\b|\bter\b|\bcost", "fee", "level"),
    (r"largest|top (?:weight|holding)$|biggest", "largest_weight", "level"),
    (r"holdings|constituents|number of|\bnames\b", "holdings_count", "count"),
    (r"p/e|multiple|price.to.earnings|valuation", "valuation", "level"),
    (r"drawdown", "drawdown", "change"),
    (r"below (?:its |the )?high|from (?:its |the )?high", "high_distance", "level"),
    (r"volatility", "volatility", "level"),
    (r"return|performance|change|gain|\bytd\b", "return", "change"),
    (r"\bweight", "weight", "level"),
)
_METRICS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), measure, kind) for pattern, measure, kind in _PATTERNS
)
_FITS: Final[dict[Measure, tuple[str, ...]]] = {
    "holdings_count": ("plain", "year"),
    "valuation": ("ratio", "plain"),
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: its text between the bars and where that stands in the sentence."""

    start: int
    end: int
    text: str

    def names(self, reading: Reading) -> list[Place]:
        return [p for p in reading.names if self.start <= p.start < self.end]

    def numbers(self, reading: Reading) -> list[Quantity]:
        return [n for n in reading.numbers if self.start <= n.at < self.end]


def _cells(reading: Reading) -> list[_Cell]:
    found, start = [], 0
    for part in reading.text.split("|"):
        found.append(_Cell(start, start + len(part), part.strip()))
        start += len(part) + 1
    return found[1:-1] if reading.text.lstrip().startswith("|") else found


def head_window(text: str) -> str:
    """The window a column's head names: `YTD`, `1Y`, `3-Month`, `2022`; "" if none."""
    found = windows(text)
    if found:
        return found[0].name
    span, year = _SPAN.match(text), _YEAR.match(text)
    if span:
        count = _WORDS.get(span["n"].lower(), span["n"])
        return f"{count}{span['u'].lower()}"
    return year["year"] if year else ""


def _row(reading: Reading) -> bool:
    return reading.text.count("|") >= 2


def barred(readings: list[Reading]) -> tuple[list[Claim], set[int]]:
    """The cells of every barred table as claims, and the sentences they take.

    The first row is the head. A cell belongs to the name in its row or its column; what the row and
    the column say besides names the measure; where they say nothing known, nothing is claimed.
    """
    claims: list[Claim] = []
    taken: set[int] = set()
    table: list[Reading] = []
    number = 0
    for reading in [*readings, None]:
        row = reading is not None and _row(reading)
        if reading is not None and row and (not table or _next(table[-1], reading)):
            table.append(reading)
            continue
        if len(table) > 1:
            number += 1
            claims += _table(table, number)
            taken |= {row.index for row in table}
        table = [reading] if reading is not None and row else []
    return claims, taken


def _next(above: Reading, below: Reading) -> bool:
    """Whether two rows stand line under line: an empty line ends a table."""
    return below.offset - above.offset - len(above.text) <= 1


def _table(rows: list[Reading], number: int) -> Iterator[Claim]:
    head, *body = [row for row in rows if not _RULE.match(row.text)]
    columns = _cells(head)
    for row in body:
        cells = _cells(row)
        for place, cell in enumerate(cells[1:], start=1):
            if place < len(columns):
                column = columns[place]
                wholes = cells[0].names(row), column.names(head)
                said = (cells[0].text, column.text)
                group = f"table {number}: {cells[0].text if wholes[1] else column.text}"
                for claim in _cell(row, cell, wholes, said):
                    yield replace(claim, group=group)


def _cell(
    row: Reading, cell: _Cell, wholes: tuple[list[Place], list[Place]], said: tuple[str, str]
) -> Iterator[Claim]:
    numbers = cell.numbers(row)
    inside = [p for p in cell.names(row) if p.symbol in SECTORS]
    owner = wholes[1] or wholes[0]
    metric = said[0] if wholes[1] else said[1]
    if not numbers or not owner:
        return
    span = (cell.start + 1, cell.end - 1)
    if inside and numbers[0].unit == "fraction":
        for part in inside:
            yield build(
                row, span, "level", "sector_weight", (owner[0].symbol,), numbers[0],
                detail=(("sector", SECTORS[part.symbol]),),
            )  # fmt: skip
        return
    first = top(metric)
    if first and numbers[0].unit == "fraction":
        yield build(
            row, span, "level", "weight", (f"top {first[1]}",), numbers[0],
            against=(owner[0].symbol,), detail=(("n", str(first[1])),),
        )  # fmt: skip
        return
    yield from _plain(row, span, owner, metric, numbers[0])


def _plain(
    row: Reading, span: tuple[int, int], owner: list[Place], metric: str, number: Quantity
) -> Iterator[Claim]:
    window = head_window(metric)
    known = [m for m in _METRICS if m[0].search(metric)]
    if not known and window:
        known = [m for m in _METRICS if m[1] == "return"]
    if not known or number.unit not in _FITS.get(known[0][1], ("fraction", "bp")):
        return
    _, measure, kind = known[0]
    # An index charges nothing: in "S&P 500 (SPY)" a fee is the fund's.
    who = [p for p in owner if p.kind == "fund"] if measure == "fee" else owner
    if not who:
        return
    yield build(
        row, span, kind, measure, (who[0].symbol,), number,
        window=window if measure in ("return", "drawdown", "volatility") else "",
    )  # fmt: skip
