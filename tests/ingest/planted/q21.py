"""Q21: days on which a fund does not return what its newest holdings file's lines returned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import polars as pl

from tests.ingest.conftest import days
from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import closes, levels, names, planted, times
from tests.ingest.planted.traded import acted, raw

N, FIRST = 12, "2023-01-03"


def basket(symbols: Sequence[str], weights: Sequence[float], first: str) -> list[float]:
    """The index of a basket at fixed weights, by day."""
    frame = levels(" ".join(symbols), n=N, first=first)
    total, index = sum(weights), [100.0]
    lines = [part["level"].to_list() for part in frame.partition_by("symbol", maintain_order=True)]
    for row in range(1, N):
        gain = sum(
            w * (line[row] / line[row - 1] - 1) for w, line in zip(weights, lines, strict=True)
        )
        index.append(index[-1] * (1 + gain / total))
    return index


def holdings(
    fund: str, symbols: Sequence[str], weights: Sequence[float], day: Any, cash: float
) -> pl.DataFrame:
    """One file of a fund: lines, and cash that makes the weights whole."""
    return pl.DataFrame(
        {
            "fund": fund,
            "date": [day] * (len(symbols) + 1),
            "line": range(len(symbols) + 1),
            "symbol": [*symbols, "USD"],
            "name": [*symbols, "US DOLLAR"],
            "weight": [*weights, cash],
            "kind": ["equity"] * len(symbols) + ["cash"],
        }
    )


def apart(
    name: str, fund: str, rows: Sequence[int], by: float, *, lines: int = 6, table: str = "returns",
    cash: float = 0.002, absent: int = 0, almost: float | None = None, equal: bool = True,
    first: str = FIRST, how: str = "levels", stale: int = 1,
) -> Planted:  # fmt: skip
    """The fund's level from these rows on is off by a part: one day's return is not the holdings'.

    `absent` lines have no return on file; `stale` sessions lie between the holdings and the first day.
    """
    symbols = names(lines, prefix=f"QA{fund[:2]}").split()
    weights = [1.0 if equal else math.exp(-0.5 * k) for k in range(lines)]
    weights = [w / sum(weights) * (1 - cash) for w in weights]
    shape, column = (levels, "level") if table == "returns" else (closes, "close")
    index = pl.Series(column, basket(symbols, weights, first))
    sound = shape(fund, n=N, first=first).with_columns(index)
    if how == "raw":
        sound = raw(sound)
    wrong = sound
    for row in rows:
        wrong = times(wrong, range(row, N), 1 + by, column)
    if almost is not None:
        sound = times(sound, range(rows[0], N), 1 + almost, column)
    day = days(400, "2022-01-03")[days(400, "2022-01-03").index(days(1, first)[0]) - stale]
    on_file = levels(" ".join(symbols[: lines - absent]), n=N, first=first)
    earlier = [
        Earlier(
            "holdings", holdings(fund, symbols, weights, day, cash), dataset=f"issuer of {fund}"
        ),
        Earlier("returns", on_file, dataset=f"lines of {fund}"),
    ]
    if how == "raw":
        earlier.append(acted((0, "dividend", 0.5), symbol="QAZ"))
    return planted(name, wrong, sound, rows, "flagged", earlier=tuple(earlier))


VARIANTS = (
    apart("SPY 1 % above its holdings", "SPY", [6], 0.01),
    apart("IWM 2 % below", "IWM", [4], -0.02),
    apart("IVV just above 50 bp", "IVV", [8], 0.0053, almost=0.0045),
    apart("QQQ just below minus 50 bp", "QQQ", [3], -0.0055, almost=-0.004),
    apart("RSP on two days", "RSP", [4, 9], 0.012),
    apart("OEF on the last day", "OEF", [N - 1], 0.03),
    apart("MDY on the second day", "MDY", [1], -0.03),
    apart("IWB, unequal weights", "IWB", [5], 0.008, equal=False),
    apart("DIA of three lines", "DIA", [7], 0.011, lines=3),
    apart("VTI of nine lines", "VTI", [7], -0.009, lines=9),
    apart("VTV with 5 % in cash", "VTV", [6], 0.01, cash=0.05),
    apart("VUG with a line of a twelfth not on file", "VUG", [6], 0.02, lines=12, absent=1),
    apart("MGK a fall of 8 %", "MGK", [10], -0.08),
    apart("XLK's closes", "XLK", [6], 0.01, table="bars"),
    apart("XLF's closes on the last day", "XLF", [N - 1], -0.007, table="bars"),
    apart("XLE's raw closes", "XLE", [5], 0.02, table="bars", how="raw"),
    apart("XLV's raw closes just above", "XLV", [5], 0.0056, table="bars", how="raw", almost=0.004),
    apart("SMH a month after its file", "SMH", [6], 0.01, stale=20),
    apart("XBI two months after its file", "XBI", [8], -0.015, stale=42),
    apart("IWV in another year", "IWV", [6], 0.01, first="2023-06-01"),
    apart("SCHA over a half day", "SCHA", [5], 0.02, first="2022-11-21"),
    apart("VB on four days", "VB", [2, 4, 6, 8], 0.006),
)
