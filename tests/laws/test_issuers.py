"""An issuer counts once: printing its shares as one line or as two changes no number but the lines'.

GOOG and GOOGL are one company. Every signal that reads a holdings file is asked about the same planted
fund twice: once with two share classes in two lines, once with both in one.
"""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading

ONE, OTHER = planted.frames(seed=7, sessions=900)[1].share_classes
OF_LINES = {"concentration.names_large_cap", "concentration.names_small_cap"}
READ_FILES = ("concentration.", "groups.", "dispersion.implied", "breadth.", "dispersion.")


@cache
def world(lines: int) -> Panel:
    """The planted market in which two share classes earn alike, printed as one or as two lines."""
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    returns, files = frames["returns"], frames["holdings"]
    first = returns.filter(pl.col("instrument") == f"US:{ONE}")
    kept = returns.filter(pl.col("instrument") != f"US:{OTHER}")
    twin = first.with_columns(instrument=pl.lit(f"US:{OTHER}"))
    frames["returns"] = pl.concat([kept, twin])
    if lines == 1:
        both = pl.col("symbol").is_in([ONE, OTHER])
        keys = ["fund", "date", "known_at"]
        added = files.filter(both).group_by(keys).agg(
            pl.col("weight").sum().alias("all_weight"),
            pl.col("market_value").sum().alias("all_value"),
        )  # fmt: skip
        merged = files.filter(pl.col("symbol") != OTHER).join(added, on=keys, how="left")
        mine = pl.col("symbol") == ONE
        frames["holdings"] = merged.with_columns(
            weight=pl.when(mine).then("all_weight").otherwise("weight"),
            market_value=pl.when(mine).then("all_value").otherwise("market_value"),
        ).select(files.columns)
    return Panel(MemoryBackend(frames), planted.LAST_DAY)


@cache
def said(lines: int) -> dict[str, Reading]:
    names = [n for n in SIGNALS if n.startswith(READ_FILES) and n not in OF_LINES]
    return {m.spec.name: m.reading for m in measure(world(lines), names, null=False)}


def test_the_two_worlds_differ_in_lines_alone() -> None:
    (two,), (one,) = (measure(world(n), ["concentration.names_large_cap"]) for n in (2, 1))
    assert two.reading.value is not None
    assert two.reading.value - 1 == one.reading.value


@pytest.mark.parametrize("name", sorted(said(2)))
def test_two_lines_of_one_issuer_say_what_one_line_says(name: str) -> None:
    two, one = said(2)[name], said(1)[name]
    assert two.status == one.status
    if two.value is None:
        assert one.value is None
    else:
        assert one.value == pytest.approx(two.value, rel=1e-6)


def test_most_of_them_answer() -> None:
    answered = [name for name, reading in said(2).items() if reading.value is not None]
    assert len(answered) > 20
