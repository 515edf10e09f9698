"""Q20: closes and returns another source contradicts are told; held against two of no lower rank."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tests.ingest.planted.case import Caught, Earlier, Planted
from tests.ingest.planted.prices import bars, closes, levels, planted, times
from tests.ingest.planted.traded import actions, raw, split

N = 30
NARROW, WIDE = 0.0025, 0.01


def against(
    name: str, file: pl.DataFrame, others: Sequence[pl.DataFrame], rows: Sequence[int], by: float,
    at: Sequence[int] | None = None, *, told: Sequence[Earlier] = (), almost: float | None = None,
    precedence: Sequence[int] = (),
) -> Planted:  # fmt: skip
    """Rows of the file off by a part; the twin is off by less than the limit, or not at all."""
    columns = [n for n in ("open", "high", "low", "close", "level") if n in file.columns]
    wrong = times(file, rows, 1 + by, *columns)
    sound = file if almost is None else times(file, rows, 1 + almost, *columns)
    earlier = [*told]
    for number, other in enumerate(others):
        table = "returns" if "level" in other.columns else "bars"
        rank = precedence[number] if precedence else 10
        earlier.append(Earlier(table, other, dataset=f"other {number} of {name}", precedence=rank))
    asked = [rank for rank in precedence or [10] * len(others) if rank <= 10]
    caught: Caught = "held" if len(asked) > 1 else "flagged"
    return planted(name, wrong, sound, rows if at is None else at, caught, earlier=tuple(earlier))


def units(name: str, ratio: float, rows: Sequence[int], by: float) -> Planted:
    """Split-adjusted closes of two downloads, a split apart: one unit, but for the faulty rows."""
    frame = closes(n=N, price=200.0)
    other = frame.with_columns(pl.col("close") / ratio)
    return against(name, frame, [other], rows, by)


def unsplit(name: str, ratio: float, rows: Sequence[int], by: float) -> Planted:
    """Raw closes with a split on file beside another source's split-adjusted ones."""
    frame = raw(split(closes(n=N, price=120.0), 15, ratio))
    told = Earlier("actions", actions((15, "split", ratio)))
    other = closes(n=N, price=120.0 / ratio)
    return against(name, frame, [other], rows, by, told=[told])


def third(name: str, file: pl.DataFrame, spread: float, rows: Sequence[int], by: float) -> Planted:
    """Two other sources, themselves `spread` apart on the faulty rows: nobody supports the file's."""
    columns = [n for n in ("close", "level") if n in file.columns]
    return against(name, file, [file, times(file, rows, 1 + spread, *columns)], rows, by)


VARIANTS = (
    against("a stock 1.2 % off", closes(n=N), [closes(n=N)], [12], 0.012, almost=0.009),
    against("a stock just above 1 %", closes(n=N), [closes(n=N)], [20], 0.0105, almost=0.0095),
    against("a stock 3 % too low on three days", bars(n=N), [closes(n=N)], [3, 9, 27], -0.03),
    against("SPY 0.3 % off", closes("SPY", n=N), [closes("SPY", n=N)], [8], 0.003, almost=0.002),
    against("IWM just above 0.25 %", closes("IWM", n=N), [closes("IWM", n=N)], [14], 0.0027,
            almost=0.0024),
    against("AAPL 0.4 % too low", closes("AAPL", n=N), [closes("AAPL", n=N)], [5], -0.004, almost=-0.002),
    against("the S&P 500 a point in 300 off", closes("^GSPC", n=N).with_columns(basis=pl.lit("index")),
            [closes("^GSPC", n=N).with_columns(basis=pl.lit("index"))], [22], 0.0033),
    against("the last day", closes(n=N), [closes(n=N)], [N - 1], 0.02, almost=0.005),
    against("the first day", closes(n=N), [closes(n=N)], [0], 0.02, almost=-0.005),
    against("raw closes of two sources", raw(closes(n=N)), [raw(closes(n=N))], [11], 0.015),
    against("the second of two lines", closes("QAA QAB", n=N), [closes("QAA QAB", n=N)], [N + 4], 0.05),
    against("a line only half of which another has", closes(n=N), [closes(n=N)[10:]], [18], 0.04),
    units("two downloads, a 4:1 apart", 4.0, [16], 0.02),
    units("two downloads, a 1:10 apart", 0.1, [7, 8], -0.02),
    unsplit("raw closes before a 4:1, 2 % off", 4.0, [6], 0.02),
    unsplit("raw closes after a 1:5, 2 % off", 0.2, [25], -0.02),
    against("a return 2 % off, and back", levels(n=N), [levels(n=N)], [13], 0.02, [13, 14], almost=0.004),
    against("QQQ's return 0.3 % off", levels("QQQ", n=N), [levels("QQQ", n=N)], [19], 0.003, [19, 20],
            almost=0.001),
    against("MSFT's return of the last day", levels("MSFT", n=N), [levels("MSFT", n=N)], [N - 1], 0.004),
    against("against two sources, 2 %", closes(n=N), [closes(n=N)] * 2, [10], 0.02, almost=0.005),
    against("against two sources, on two days", closes(n=N), [closes(n=N), bars(n=N)], [10, 21], -0.015),
    against("DIA against two sources, 0.3 %", closes("DIA", n=N), [closes("DIA", n=N)] * 2, [17], 0.003),
    against("a return against two sources", levels(n=N), [levels(n=N), levels(n=N)], [9], 0.03, [9, 10]),
    against("against three sources", closes(n=N), [closes(n=N)] * 3, [26], 0.05),
    third("nobody agrees with anybody", closes(n=N), 0.03, [15], -0.03),
    third("nobody agrees on a rise", closes(n=N), 0.02, [4], 0.05),
    against("against two that rank better", closes(n=N), [closes(n=N)] * 2, [12], 0.03,
            precedence=[5, 7]),
    against("against one that ranks better", closes(n=N), [closes(n=N)], [12], 0.03, precedence=[5]),
    against("against two that rank worse", closes(n=N), [closes(n=N)] * 2, [12, 19], 0.03,
            precedence=[80, 90]),
    against("a return, one better and one worse against it", levels(n=N), [levels(n=N)] * 2, [8], 0.02,
            [8, 9], precedence=[5, 90]),
)  # fmt: skip
