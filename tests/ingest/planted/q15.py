"""Q15: dividends whose step is not in the adjusted closes, special ones, and pasts that they moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import closes, planted
from tests.ingest.planted.traded import actions, adjusted, on, paid, raw, split

N = 60
Dividends = Sequence[tuple[int, float]]


def line(
    dividends: Dividends, price: float = 100.0, ratio: tuple[int, float] | None = None
) -> pl.DataFrame:
    """Raw bars that fall by each dividend on its ex-date, with a split where one is given."""
    frame = raw(closes(n=N, price=price))
    if ratio is not None:
        frame = split(frame, *ratio)
    for at, amount in dividends:
        frame = paid(frame, at, amount)
    return frame


def told(dividends: Dividends, ratio: tuple[int, float] | None = None) -> Earlier:
    events = [(at, "dividend", amount) for at, amount in dividends]
    events += [(ratio[0], "split", ratio[1])] if ratio else []
    return Earlier("actions", actions(*events))


def step(
    name: str, dividends: Dividends, taken: Dividends, at: int | Sequence[int], *, price: float = 100.0,
    ratio: tuple[int, float] | None = None, cents: bool = False,
) -> Planted:  # fmt: skip
    """Adjusted closes made with other dividends than those on file; the twin's are made with those."""
    frame = line(dividends, price, ratio)
    splits = [ratio] if ratio else []
    file, sound = (adjusted(frame, some, splits) for some in (taken, dividends))
    if cents:
        file, sound = (f.with_columns(pl.col("level").round(2)) for f in (file, sound))
    return planted(name, file, sound, at, earlier=(told(dividends, ratio), Earlier("bars", frame)))


def special(name: str, amount: float, at: int = 30, price: float = 100.0) -> Planted:
    """Bars on whose ex-date more than 5 % was paid; the twin's price is ten times as high."""
    frame = line([(at, amount)], price)
    high = frame.with_columns(pl.col("close") * 10)
    return planted(name, frame, high, at, "flagged", earlier=(told([(at, amount)]),))


def announced(name: str, amount: float, usual: float, caught: str, at: int = 25) -> Planted:
    """The announcement comes after raw bars, or after raw and adjusted ones."""
    held = caught == "held"
    frame = line([(at, usual if held else amount)])
    first = Earlier("actions", actions((0, "dividend", 0.1)))
    earlier = (first, Earlier("bars", frame))
    if held:
        earlier += (Earlier("returns", adjusted(frame, [(at, usual)])),)
    wrong, right = (actions((at, "dividend", value)) for value in (amount, usual))
    case = planted(name, wrong, right, 0, "held" if held else "flagged", earlier=earlier)
    return replace(case, table="actions")


def moved(
    name: str, by: float, upto: int, *, part: bool = False, price: float = 100.0, basis: str = "raw",
    first: int = 0,
) -> Planted:  # fmt: skip
    """A new download whose closes before a day are all off those on file; the twin repeats what is."""
    frame = closes(n=N, price=price).with_columns(basis=pl.lit(basis))
    early = (pl.int_range(pl.len()) < upto) & (pl.int_range(pl.len()) >= first)
    away = pl.col("close") * (1 + by) if part else pl.col("close") + by
    file = frame.with_columns(close=pl.when(early).then(away).otherwise("close"))
    other = frame.with_columns(volume=pl.col("volume") + 1)  # a file of its own
    return planted(name, file, frame, range(first, upto), earlier=(Earlier("bars", other),))


def elsewhere(name: str, amount: float, upto: int) -> Planted:
    """The first download of a source, off another source's raw closes by a dividend on file."""
    frame = raw(closes(n=N))
    early = pl.int_range(pl.len()) < upto
    file = frame.with_columns(
        close=pl.when(early).then(pl.col("close") - amount).otherwise("close")
    )
    earlier = (told([(upto, amount)]), Earlier("bars", frame, dataset=f"other {name}"))
    return planted(name, file, frame, range(upto), earlier=earlier)


def off(name: str, by: float, price: float, at: int = 40) -> Planted:
    """Adjusted closes that are all too high, or too low, by one amount before the ex-date."""
    dividends = [(at, 0.01 * price)]
    frame = line(dividends, price).with_columns(
        close=pl.col("close") * (1 + 0.004 * pl.int_range(pl.len()))
    )
    sound = adjusted(frame, dividends)
    early = pl.col("date") < on(frame, at)
    file = sound.with_columns(level=pl.when(early).then(pl.col("level") + by).otherwise("level"))
    # On the ex-date, where the offset ends, the step is not the dividend's either.
    return planted(
        name, file, sound, range(at + 1), earlier=(told(dividends), Earlier("bars", frame))
    )


VARIANTS = (
    step("a dividend left out", [(30, 0.8)], [], 30),
    step("a dividend taken twice", [(30, 0.8)], [(30, 1.6)], 30),
    step("half of a dividend", [(22, 1.2)], [(22, 0.6)], 22),
    step("one of three left out", [(10, 0.5), (30, 0.5), (50, 0.5)], [(10, 0.5), (50, 0.5)], 30),
    step("all of three at a tenth", [(10, 0.6), (30, 0.6), (50, 0.6)],
         [(10, 0.06), (30, 0.06), (50, 0.06)], [10, 30, 50]),
    step("AAPL's 0.82 of 2020 as 0.205 (split units)", [(12, 0.82)], [(12, 0.205)], 12, price=440.0,
         ratio=(30, 4.0)),
    step("a dividend after a 3:1, as if before it", [(40, 0.3)], [(40, 0.9)], 40, price=300.0,
         ratio=(20, 3.0)),
    step("a fifth of a percent, left out, in cents", [(30, 1.1)], [], 30, price=300.0, cents=True),
    step("three parts in ten thousand too much", [(30, 1.0)], [(30, 1.03)], 30),
    step("four parts in ten thousand too little", [(30, 2.0)], [(30, 1.96)], 30),
    special("a special dividend of 12 on 28.42", 12.0, price=28.42),
    special("a special dividend just above 5 %", 5.3),
    special("a special dividend on the last day", 9.0, at=N - 1),
    announced("a dividend of 0.08 told as 0.8", 0.8, 0.08, "held"),
    announced("a dividend of 1.50 told as 0.15", 0.15, 1.5, "held"),
    announced("a special dividend told after the bars", 7.0, 0.7, "flagged"),
    moved("LIN's history, 1.50 lower before 2025-03-12", -1.5, 40, price=455.0),
    moved("NVDA's history, 0.01 lower as a part", -0.01 / 135, 40, part=True, price=135.0),
    moved("a history one dividend lower, as a part", -0.0033, 55, part=True, price=80.0),
    moved("a split-adjusted history, 0.60 lower", -0.6, 30, price=150.0, basis="split"),
    moved("three days 0.40 too high", 0.4, 23, first=20, price=120.0),
    moved("the whole history 0.25 too low", -0.25, N, price=90.0),
    elsewhere("0.75 below another source before the ex-date", 0.75, 45),
    elsewhere("1.10 below another source before the ex-date", 1.1, 20),
    off("levels 1.50 too low all along", -1.5, 455.0),
    off("levels 0.40 too high all along", 0.4, 120.0),
)  # fmt: skip
