"""Tables whose cells a copy has glued together: `Nvidia Corp. (NVDA)36.80%34.94%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rotascope.articles.claims.numbers import Quantity, quantities
from rotascope.articles.claims.reading import Reading, build
from rotascope.articles.claims.windows import windows
from rotascope.terms.articles import Claim

__all__ = ["Column", "columns", "glued"]

_SHARE = re.compile(r"(?<![\w.,])[+\-\u2212]?\d{1,7}(?:,\d{3}){0,3}(?:\.\d{1,6})? ?%")
_SEAM = re.compile(r"(?<=[a-z%)])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what its head says, and the window that means."""

    head: str
    window: str


def columns(head: str) -> tuple[Column, ...]:
    """The columns a head names by window, also where it is glued (`StocksYTD PerformanceOne Year`)."""
    text = _SEAM.sub(" ", head)
    found = windows(text)
    if not found:
        return ()
    ends = [*(window.start for window in found[1:]), len(text)]
    return tuple(
        Column(text[window.start : end].strip(" |\t"), window.name)
        for window, end in zip(found, ends, strict=True)
    )


def _shares(reading: Reading) -> list[Quantity]:
    """The percentages of a row, each a cell of its own: a dash between two is the second's sign."""
    found = []
    for match in _SHARE.finditer(reading.text):
        for one in quantities(match.group()):
            found.append(replace(one, start=match.start(), at=match.start(), end=match.end()))
    return found


def _row(reading: Reading) -> bool:
    """A name, then nothing but percentages to the end of the line."""
    shares = _shares(reading)
    if not reading.names or not shares or "|" in reading.text:
        return False
    tail = reading.text[shares[0].at : shares[-1].end]
    between = "".join(reading.text[a.end : b.at] for a, b in pairwise(shares))
    lead = reading.text[: shares[0].at]
    return not (
        between.strip()
        or reading.text[shares[-1].end :].strip(" \t.")
        or reading.names[0].start > 40
        or len(tail) > 200
        or lead[-1:].isalnum()
        or (len(shares) == 1 and lead[-1:] not in (")", "\t"))
    )


def glued(readings: list[Reading]) -> tuple[list[Claim], set[int]]:
    """The cells of every run of rows as claims, and the sentences they take.

    The line before the run is its head. Fewer windows than columns: none is given one. A run of one
    row with a single number is prose.
    """
    claims: list[Claim] = []
    taken: set[int] = set()
    for number, (head, run) in enumerate(_runs(readings), start=1):
        named = columns(head.text) if head else ()
        for reading in run:
            claims += _cells(reading, named, number)
        taken |= {reading.index for reading in run}
        if head and named:
            taken.add(head.index)
    return claims, taken


def _runs(readings: list[Reading]) -> Iterator[tuple[Reading | None, list[Reading]]]:
    before: Reading | None = None
    run: list[Reading] = []
    for reading in readings:
        if _row(reading):
            run.append(reading)
            continue
        if len(run) > 1:
            yield before, run
        before, run = reading, []
    if len(run) > 1:
        yield before, run


def _cells(reading: Reading, named: tuple[Column, ...], table: int) -> Iterator[Claim]:
    shares = _shares(reading)
    # The last name before the numbers is the ticker in brackets, where there is one.
    owner = [name for name in reading.names if name.end <= shares[0].at][-1]
    for place, share in enumerate(shares):
        column = named[place] if len(named) == len(shares) else Column(f"column {place + 1}", "")
        span = (owner.start, share.end)
        claim = build(
            reading, span, "change", "return", (owner.symbol,), share, window=column.window
        )
        yield replace(claim, group=f"table {table}: {column.head}")
