"""Q10: one key with two values in a file; stored values that a later file moves too far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, put, times


def against(
    name: str, frame: pl.DataFrame, at: int, factor: float, column: str, place: int | None = None
) -> Planted:
    """A row a second time with another value: both are held."""
    place = len(frame) if place is None else place
    first = at + 1 if place <= at else at
    other = times(frame, [at], factor, column)[[at]]
    both = pl.concat([frame[:place], other, frame[place:]])
    return planted(name, both, frame, (first, place))


def moved(
    name: str, frame: pl.DataFrame, rows: Sequence[int], factor: float, column: str
) -> Planted:
    """Stored closes that the next file changes by more than 0.5 %; the twin repeats them."""
    table = "returns" if "level" in frame.columns else "bars"
    before = (Earlier(table, frame.head(20)),)
    return planted(name, times(frame, rows, factor, column), frame, rows, earlier=before)


def stepped(name: str, at: int, factor: float) -> Planted:
    """Levels moved from a row on: one return changes by more than 0.5 %, which is a revision too far."""
    frame = levels()
    before = (Earlier("returns", frame.head(20)),)
    return planted(name, times(frame, range(at, 30), factor, "level"), frame, at, earlier=before)


def revised(
    name: str, frame: pl.DataFrame, rows: Sequence[int], factor: float, column: str
) -> Planted:
    """Stored values that the next file changes by a trifle: kept as revisions, and told."""
    before = (Earlier("bars", frame.head(20)),)
    wrong = times(frame, rows, factor, column)
    return planted(name, wrong, frame, rows, "flagged", earlier=before)


DAYS = [date(2024, 1, 2) + timedelta(n) for n in (0, 1, 2, 3, 6, 7)]
YIELDS = pl.DataFrame(
    {"series": "DGS10", "date": DAYS, "value": [3.95, 3.91, 4.0, 4.05, 4.01, 4.02]}
)


def yields(name: str, at: int, value: float, stored: bool) -> Planted:
    """A yield twice with two values (held), or another one than is stored (a revision, told)."""
    wrong = put(YIELDS, at, value=value)
    if stored:
        before = (Earlier("macro", YIELDS.head(5), known="registered lag"),)
        return Planted(name, "macro", wrong, "flagged", YIELDS, (at,), known="registered lag",
                       earlier=before)  # fmt: skip
    both = pl.concat([YIELDS, wrong[[at]]])
    return Planted(name, "macro", both, "held", YIELDS, (at, 6), known="registered lag")


VARIANTS = (
    against("two closes of a day", closes(), 10, 1.02, "close"),
    against("two closes a cent apart", closes(), 0, 1.0001, "close", 1),
    against("two lows of a day", bars(), 29, 0.99, "low"),
    against("two volumes of a day", closes(), 12, 2.0, "volume", 13),
    against("two levels of a day", levels(), 5, 1.01, "level"),
    against("two levels in the second line", levels("QAA QAB"), 45, 0.98, "level", 20),
    against("two opens in text", as_text(bars(), "date"), 20, 1.001, "open"),
    against("two highs, far from one another", bars("QAA QAB QAC"), 3, 1.05, "high", 80),
    moved("a close one per cent higher", closes(), [12], 1.01, "close"),
    moved("a close six tenths of a per cent lower", closes(), [0], 0.994, "close"),
    moved("two closes moved", closes("QAA QAB"), [7, 15], 1.02, "close"),
    moved("a close that lost seven per cent alone", closes(), [19], 0.93, "close"),
    moved("two closes of two weeks moved", closes(), [3, 14], 1.06, "close"),
    stepped("a level six tenths of a per cent higher", 12, 1.006),
    stepped("a level three per cent lower", 19, 0.97),
    stepped("levels a tenth higher", 4, 1.1),
    revised("a close four tenths of a per cent higher", closes(), [11], 1.004, "close"),
    revised("a close a trifle lower", closes(), [8], 0.999, "close"),
    revised("a volume revised", closes(), [6], 1.5, "volume"),
    revised("a high revised", bars(), [17], 1.002, "high"),
    yields("two yields of a day", 3, 4.15, stored=False),
    yields("a yield printed twice", 0, 3.96, stored=False),
    yields("a yield revised", 2, 4.01, stored=True),
)  # fmt: skip
