"""Q16: adjusted closes that are not what raw closes and actions give: told, and not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import closes, planted, times
from tests.ingest.planted.q15 import line, told
from tests.ingest.planted.traded import adjusted, raw

N = 60
DIVIDENDS = ((15, 0.5), (45, 0.5))


def off(
    name: str, rows: Sequence[int], factor: float, at: Sequence[int], *, price: float = 100.0,
    dividends: Sequence[tuple[int, float]] = DIVIDENDS, ratio: tuple[int, float] | None = None,
    round_to: int | None = None,
) -> Planted:  # fmt: skip
    """Levels of some rows off by a factor: the returns into them and out of them are others'."""
    frame = line(dividends, price, ratio)
    sound = adjusted(frame, dividends, [ratio] if ratio else [])
    file = times(sound, rows, factor, "level")
    if round_to is not None:
        file, sound = (f.with_columns(pl.col("level").round(round_to)) for f in (file, sound))
    earlier = (told(dividends, ratio), Earlier("bars", frame))
    return planted(name, file, sound, at, "flagged", earlier=earlier)


def returns(name: str, at: int, by: float) -> Planted:
    """One-session returns as the vendor gives them, one of them off."""
    frame = line(DIVIDENDS)
    level = adjusted(frame, DIVIDENDS)
    sound = level.select("symbol", "date", tr=pl.col("level") / pl.col("level").shift(1) - 1.0)
    sound = sound.with_columns(anchor=pl.when(pl.int_range(pl.len()) == 0).then(level["level"][0]))
    wrong = pl.when(pl.int_range(pl.len()) == at).then(pl.col("tr") + by).otherwise("tr")
    earlier = (told(DIVIDENDS), Earlier("bars", frame))
    file = sound.with_columns(tr=wrong)
    return replace(planted(name, file, sound, at, "flagged", earlier=earlier), table="returns")


def other_way(name: str, row: int, factor: float, at: Sequence[int]) -> Planted:
    """The adjusted closes are on file; raw bars come of which one day is another."""
    frame = raw(closes(n=N, price=70.0))
    wrong = times(frame, [row], factor, "close")
    earlier = (told([(5, 0.2)]), Earlier("returns", adjusted(frame, [(5, 0.2)])))
    return planted(name, wrong, frame, at, "flagged", earlier=earlier)


def missing_split(name: str, ratio: float, **more: Any) -> Planted:
    """A 21:20 split on file that the vendor's closes do not know of: too small to be seen as one."""
    frame = line([(10, 0.4)], ratio=(30, ratio))
    file, sound = adjusted(frame, [(10, 0.4)]), adjusted(frame, [(10, 0.4)], [(30, ratio)])
    earlier = (told([(10, 0.4)], (30, ratio)), Earlier("bars", frame))
    return planted(name, file, sound, 30, "flagged", earlier=earlier, **more)


VARIANTS = (
    off("a tenth of a percent on one day", [30], 1.001, [30, 31]),
    off("a percent on one day", [20], 0.99, [20, 21]),
    off("just above the limit", [30], 1.0007, [30, 31]),
    off("a level of two days", [30, 31], 1.002, [30, 32]),
    off("the last day", [N - 1], 1.003, [N - 1]),
    off("everything from a day on", range(40, N), 1.0015, [40]),
    off("everything up to a day", range(33), 0.998, [33]),
    off("every tenth day", range(9, N, 10), 1.004, [*range(9, N, 10), *range(10, N, 10)]),
    off("a stock of 3 USD", [12], 1.02, [12, 13], price=3.0, dividends=((20, 0.02),)),
    off("a stock of 3,000 USD", [50], 0.9985, [50, 51], price=3000.0, dividends=((20, 9.0),)),
    off("after a 4:1", [35], 1.001, [35, 36], ratio=(25, 4.0)),
    off("before a 1:10", [12], 1.002, [12, 13], dividends=(), ratio=(25, 0.1)),
    off("on the day of a 3:1", [25], 0.997, [25, 26], ratio=(25, 3.0)),
    off("printed in cents", [30], 1.003, [30, 31], round_to=2, price=400.0),
    returns("a return three tenths of a percent too high", 22, 0.003),
    returns("a return six parts in ten thousand too low", 44, -0.0006),
    other_way("a raw close a tenth of a percent off", 30, 1.001, [30, 31]),
    other_way("a raw close of the last day", N - 1, 0.996, [N - 1]),
    missing_split("a 21:20 left out", 1.05),
    missing_split("an 11:10 left out", 1.1),
)  # fmt: skip
