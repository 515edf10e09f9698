"""Many small files fetched together are one feed: what no single line shows is seen across them.

A source that answers line by line gives files of one line. That the feed stands still (Q19), or that
one fault runs through its lines (the breaker), only all of them together say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from rotascope.ingest.breaker import FEW, LINES, SELDOM, TELLING
from rotascope.ingest.checks.continued import stored_tail
from rotascope.ingest.checks.frozen import NAMES, frozen, repeats
from rotascope.ingest.findings import found
from rotascope.ingest.lines import lines
from rotascope.sessions import all_sessions, numbers
from rotascope.store.market import Market
from rotascope.terms import Issue

__all__ = ["Line", "Verdict", "doomed", "verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why files of one feed are held: which check, what it saw, on which days (None: on any)."""

    check: str
    observed: str
    days: frozenset[date] | None = None


class Line(NamedTuple):
    """A file of the feed: how many rows came in, what it adds to its table, what it holds."""

    rows_in: int
    rows: pl.DataFrame
    held: Sequence[Issue]


def verdict(feed: Sequence[Line], dataset: str, market: Market) -> Verdict | None:
    """What holds the price files of one feed, or None. Fewer than 20 files are no feed.

    Across files the breaker counts as it does across a file's lines: one of Q02, Q13 and Q17 holds
    more than 1 row in 500 of more than 5 % of them.
    """
    if len(feed) < NAMES:
        return None
    for check in TELLING:
        often = (
            sum(issue.check == check for issue in one.held) > SELDOM * one.rows_in for one in feed
        )
        hit = sum(often)
        if hit > FEW and hit > LINES * len(feed):
            return Verdict(check, f"{check} holds rows of {hit} of {len(feed)} files of one feed")
    new = pl.concat([one.rows for one in feed])
    if new.is_empty():
        return None  # everything was on file already
    newest = new.unique(["instrument", "date"], keep="last", maintain_order=True)
    told = _returns(newest) if "tr" in new.columns else _bars(newest, dataset, market)
    return Verdict("Q19", next(iter(told.values())), frozenset(told)) if told else None


def _returns(new: pl.DataFrame) -> dict[date, str]:
    """Sessions on which too many returns are exactly 0."""
    said = new.filter(pl.col("tr").is_not_null())
    sessions = numbers(said["date"].to_physical().to_numpy())
    days = all_sessions()
    told = repeats(sessions, np.ones(len(said), dtype=bool), said["tr"].to_numpy() == 0.0)
    return {days[session].item(): text for session, text in told.items()}


def _bars(new: pl.DataFrame, dataset: str, market: Market) -> dict[date, str]:
    """Sessions on which too many closes are the day before's, or nothing traded."""
    kind = pl.Enum(new["instrument"].unique().sort())
    frame = new.select(pl.col("instrument").cast(kind), "date", "close", "volume")
    frame = frame.sort("instrument", "date").with_row_index("at").with_columns(row=pl.col("at"))
    tail = stored_tail(frame, dataset, market)
    whole = frame if tail is None else pl.concat([tail, frame], how="diagonal")
    whole = whole.select(frame.columns).sort("instrument", "date")
    parts = [part for part in frozen(whole, lines(whole), "close") if part.height]
    if not parts:
        return {}
    held = pl.concat(parts).join(frame.select("at", "date"), on="at")
    return dict(held.select("date", "observed").unique("date", keep="first").sort("date").rows())


def doomed(frame: pl.DataFrame, why: Verdict) -> pl.DataFrame:
    """Findings that hold a file of the feed: its rows of the days in question, or all of them."""
    bad = pl.lit(value=True) if why.days is None else pl.col("date").is_in(sorted(why.days))
    return found(frame, bad, why.check, "a feed of sound lines", pl.lit(why.observed), "hold")
