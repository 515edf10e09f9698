"""Q09: rows that only say again what the file, or the store, says already: counted, not stored twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted


def again(name: str, frame: pl.DataFrame, rows: Sequence[int], at: int | None = None) -> Planted:
    """The rows a second time, at the file's end or behind row `at`."""
    place = len(frame) if at is None else at
    both = pl.concat([frame[:place], frame[list(rows)], frame[place:]])
    return planted(name, both, frame, range(place, place + len(rows)), "unchanged")


def on_file(name: str, frame: pl.DataFrame, known: int, new: int) -> Planted:
    """A file of which the first `known` rows are stored already, and `new` are not."""
    rows = frame.head(known + new).reverse()
    table = "returns" if "level" in frame.columns else "bars"
    before = (Earlier(table, frame.head(known)),)
    return planted(name, rows, rows, range(known), "unchanged", earlier=before)


def other(name: str, table: str, frame: pl.DataFrame, rows: Sequence[int], known: str) -> Planted:
    """Rows of another table a second time."""
    both = pl.concat([frame, frame[list(rows)]])
    at = tuple(range(len(frame), len(both)))
    return Planted(name, table, both, "unchanged", frame, at, known=known)


DAYS = [date(2024, 1, 2) + timedelta(n) for n in (0, 1, 2, 3, 6, 7)]
YIELDS = pl.DataFrame(
    {"series": "DGS10", "date": DAYS, "value": [3.95, 3.91, 4.0, 4.05, 4.01, 4.02]}
)
MEETINGS = pl.DataFrame(
    {"entity": "US", "kind": "FOMC", "date": DAYS, "value": [5.25 + n for n in range(6)]}
)
FUND = pl.DataFrame({"fund": "IWM", "date": DAYS, "net_assets": [6e10 + n for n in range(6)]})

VARIANTS = (
    again("a row twice, one behind the other", closes(), [7], 8),
    again("a row again at the end", closes(), [0]),
    again("a row three times", bars(), [5, 5]),
    again("the whole file twice", closes(n=20), range(20)),
    again("a line twice", levels("QAA QAB", n=20), range(20, 40)),
    again("the last row again", levels(), [29]),
    again("a row again in the middle of another line", bars("QAA QAB", n=20), [3], 30),
    again("ten rows in another order", levels(), range(19, 9, -1)),
    again("a row again in text", as_text(closes(), "date", "close"), [4]),
    again("a level again with more zeros",
          levels(n=10).with_columns(level=pl.col("level").cast(pl.Decimal(12, 6))), [4, 5]),
    again("every other row again", closes("QAA QAB"), range(0, 60, 2)),
    again("one row of many lines", closes("QAA QAB QAC QAD QAE", n=10), range(9, 50, 10)),
    on_file("a day more", closes(), 20, 1),
    on_file("levels a week longer", levels(), 20, 5),
    on_file("bars that overlap by one", bars(), 15, 15),
    on_file("a file of which nothing is new", bars(n=12), 12, 0),
    on_file("levels of which nothing is new", levels(n=12), 12, 0),
    other("a yield twice", "macro", YIELDS, [2], "registered lag"),
    other("all yields twice", "macro", YIELDS, range(6), "registered lag"),
    other("a meeting twice", "events", MEETINGS, [5], "same session"),
    other("a fund's size twice", "funds", FUND, [0, 1, 1], "next session"),
)  # fmt: skip
