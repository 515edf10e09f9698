"""Q22: the ticker named that line on that day.

Tickers are handed on: META was the Ball Metaverse ETF until 2022-01-30, nobody until 2022-06-08, and
is Meta Platforms since. A file that keeps rows by ticker joins the two lines into one that was never
traded, with a jump from 12.31 to 184.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from rotascope.catalog import FAR_FUTURE, FAR_PAST, Catalog, load, normal
from rotascope.ingest.checks.announced import Splits, between
from rotascope.ingest.checks.gaps import pauses
from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Floats, Ints, Lines
from rotascope.providers.jobs import Symbols
from rotascope.sessions import count

__all__ = ["begun_anew", "named"]

JUMP = 1.5  # a level that far from the last one of the ticker's earlier bearer
NOBODY = 20  # sessions without a bearer that a line of its own would have filled
PAUSE, ANEW = 20, 3.0
NAMED = "a ticker that named this line on that day"


class Term(NamedTuple):
    """The days on which a ticker named a line, both included."""

    first: date
    last: date
    instrument: str


def named(
    frame: pl.DataFrame, lines: Lines, price: str | None, symbols: Symbols,
    catalog: Catalog | None = None,
) -> list[pl.DataFrame]:  # fmt: skip
    """Rows whose ticker was another line's, or nobody's, by the catalog.

    Rows keyed by the ticker of their day: held on days on which it named nobody. Rows keyed by
    today's ticker: held after the ticker's last day, and before its present line took it over if
    the level there jumps by half or more, or if the days on which it named nobody are empty.
    """
    known = catalog or load()
    terms = _terms(known)
    concerned = {term.instrument for mine in terms.values() for term in mine}
    names = frame["instrument"].gather(lines.starts).cast(pl.String).to_list()
    levels = None if price is None else frame[price].to_numpy()
    parts = []
    for line, name in enumerate(names):
        if name not in concerned:
            continue
        span = np.arange(lines.starts[line], lines.ends[line])
        tickers = frame["symbol"].gather(span).cast(pl.String).to_list()
        for symbol in sorted(set(tickers)):
            rows = span[np.array([ticker == symbol for ticker in tickers])]
            seen = _Seen(
                normal(symbol), terms.get(normal(symbol), []), name, rows, lines.days[rows]
            )
            if seen.terms:
                found = _of_date(seen) if symbols == "of_date" else _today(seen, levels, known)
                parts += [
                    found_at(frame, bad, "Q22", NAMED, [said] * len(bad)) for bad, said in found
                ]
    return parts


class _Seen(NamedTuple):
    """The rows of one line under one ticker."""

    ticker: str
    terms: list[Term]
    instrument: str
    rows: Ints
    days: Ints


def _terms(catalog: Catalog) -> dict[str, list[Term]]:
    """Tickers that have not always named one line, with their bearers in order."""
    made: dict[str, list[Term]] = {}
    for ticker, first, last, instrument in sorted(catalog.aliases(), key=lambda alias: alias[1]):
        if first > FAR_PAST or last < FAR_FUTURE:
            made.setdefault(ticker, []).append(Term(first, last, instrument))
    return made


Found = list[tuple[Ints, str]]


def _of_date(seen: _Seen) -> Found:
    during = [(seen.days >= _number(t.first)) & (seen.days <= _number(t.last)) for t in seen.terms]
    nobody = ~np.logical_or.reduce(during)
    return [(seen.rows[nobody], f"{seen.ticker}, which named nobody then")]


def _today(seen: _Seen, levels: Floats | None, catalog: Catalog) -> Found:
    own = [term for term in seen.terms if term.instrument == seen.instrument]
    if not own:
        return []
    after = seen.rows[seen.days > _number(own[-1].last)]
    made = [(after, f"{seen.ticker}, which named it until {own[-1].last}")]
    before = _another(seen, own[-1], levels, catalog)
    if len(before):
        made.append((before, f"{seen.ticker}, another line's ticker until {own[-1].first}"))
    return made


def _another(seen: _Seen, own: Term, levels: Floats | None, catalog: Catalog) -> Ints:
    """The rows before a ticker's present line took it over, where they are its earlier bearer's."""
    others = [t for t in seen.terms if t.last < own.first]
    split = int(np.searchsorted(seen.days, _number(own.first)))
    if not others or split in (0, len(seen.rows)) or _carried(catalog, own):
        return seen.rows[:0]
    earlier = max(others, key=lambda term: term.last)
    inside = (seen.days > _number(earlier.last)) & (seen.days < _number(own.first))
    empty = count(earlier.last, own.first) > NOBODY and not inside.any()
    jumps = False
    if levels is not None:
        move = levels[seen.rows[split]] / levels[seen.rows[split - 1]]
        jumps = bool(max(move, 1 / move) > JUMP)
    return seen.rows[:split] if empty or jumps else seen.rows[:0]


def _carried(catalog: Catalog, own: Term) -> bool:
    """Whether the catalog says that vendors give the line bars from before its first ticker."""
    line = catalog.by_id(own.instrument)
    return bool(line and line.listed and line.listed < min(a.first for a in line.aliases))


def begun_anew(
    frame: pl.DataFrame, lines: Lines, price: str, splits: Splits, known: Flags | None = None
) -> list[pl.DataFrame]:
    """Two lines under a ticker that the catalog does not know: a daily line pauses for more than 20
    sessions and comes back at three times or a third of its level, without a split in between.

    The rows before the pause are held: a ticker names its present line. Where they are on file
    (`known`), the rows after it are.
    """
    rows = pauses(lines, PAUSE)
    if not len(rows):
        return [EMPTY]
    levels = frame[price].to_numpy()
    move = levels[rows] / levels[rows - 1]
    rows = rows[(move > ANEW) | (move < 1 / ANEW)]
    if len(rows):
        rows = np.delete(rows, between(frame, rows, splits())["place"].to_numpy())
    parts = []
    for row in rows.tolist():
        line = int(lines.owner(np.array([row]))[0])
        stored = known is not None and bool(known[row - 1])
        low, high = (row, lines.ends[line]) if stored else (lines.starts[line], row)
        said = f"{price} {levels[row]:.6g} after {levels[row - 1]:.6g}, {_missed(lines, row)} apart"
        parts.append(found_at(frame, np.arange(low, high), "Q22", NAMED, [said] * int(high - low)))
    return parts


def _missed(lines: Lines, row: int) -> str:
    return f"{lines.sessions[row] - lines.sessions[row - 1]} sessions"


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
