"""A vintage that comes later changes no earlier as-of read, in any table, through any reader.

For every table: other values for what is on file, and ids, days and datasets that are new, all known
after the cut. What the Panel and the desk say of the cut stays the same to the last digit.
"""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.desk import Desk
from rotascope.panel import Panel, Rows
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.laws.every_table import CUT, DAYS, END, everything, later, later_keys, store, world

WORLD = world()
KINDS = (later, later_keys)
MANY = 200 if os.environ.get("ROTASCOPE_SOAK") == "1" else 5
slow_start = settings(deadline=None, max_examples=MANY)


@cache
def told(day: date) -> dict[str, Any]:
    return everything(store(WORLD), day)


def with_later(tables: list[str], cut: date, seed: int, kinds: Any = KINDS) -> MemoryBackend:
    """The world with rows put on file after the cut in these tables."""
    draw = np.random.default_rng(seed)
    frames = dict(WORLD)
    for table in tables:
        rows = [kind(WORLD, table, cut, draw) for kind in kinds]
        frames[table] = pl.concat([WORLD[table], *rows])
        assert all(part["known_at"].min() > cut for part in rows)
    return store(frames)


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.mark.parametrize("table", TABLES)
@slow_start
@given(st.integers(0, 2**32 - 1), st.sampled_from(DAYS[4:28]))
def test_what_comes_later_in_one_table_changes_nothing_said_before(
    table: str, seed: int, cut: date
) -> None:
    assert differences(told(cut), everything(with_later([table], cut, seed), cut)) == []


@slow_start
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(DAYS[4:28]),
    st.sets(st.sampled_from(list(TABLES)), min_size=2),
)
def test_what_comes_later_in_several_tables_at_once_changes_nothing_said_before(
    seed: int, cut: date, tables: set[str]
) -> None:
    assert differences(told(cut), everything(with_later(sorted(tables), cut, seed), cut)) == []


# ---------------------------------------------------------------- the law sees what it is for


@pytest.mark.parametrize("table", TABLES)
def test_what_comes_later_is_seen_later(table: str) -> None:
    """An addition that no reader ever showed would prove nothing."""
    moved = [
        differences(told(END), everything(with_later([table], CUT, seed, (kind,)), END))
        for seed in range(2)
        for kind in KINDS
    ]
    assert all(any(name.startswith((table, "datasets")) for name in found) for found in moved)


class _Peeking(Panel):
    """A Panel one of whose readers forgets the date."""

    def dated(self, table: str, name: str) -> Rows:
        return self.backend.rows(table, [name])[name]


class _Listing(Panel):
    """A Panel that lists what is on file whenever it was known."""

    def ids(self, table: str) -> tuple[str, ...]:
        return tuple(self.backend.ids(table))


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_that_forgets_the_date_is_caught_in_every_table(table: str) -> None:
    changed = with_later([table], CUT, 3, (later,))
    before, after = (everything(b, CUT, _Peeking) for b in (store(WORLD), changed))
    assert any(name.startswith(f"{table} ") for name in differences(before, after))


def test_a_list_of_what_is_not_there_yet_is_caught() -> None:
    frames = WORLD | {
        "news": pl.concat([WORLD["news"], WORLD["news"].with_columns(
            source=pl.lit("later"), known_at=pl.lit(END))])
    }  # fmt: skip
    before, after = (everything(store(f), CUT, _Listing) for f in (WORLD, frames))
    assert "news ids" in differences(before, after)


# ---------------------------------------------------------------- the brief


@pytest.mark.slow
def test_a_brief_says_of_a_day_what_it_said_then_whatever_table_grows() -> None:
    frames, truth = planted.frames(seed=7, sessions=900)
    days = frames["returns"]["date"].unique().sort()
    cut = days[600]
    known = frames | {name: WORLD[name] for name in TABLES if name not in frames}
    grown = {
        name: pl.concat([frame, _known_after(frame, cut)]) if len(frame) else frame
        for name, frame in known.items()
    }
    one, other = (
        asdict(replace(Desk(MemoryBackend(f)).brief(cut), store="")) for f in (known, grown)
    )
    assert one["readings"], "a brief without readings proves nothing"
    assert one == other
    last = truth.last
    assert Desk(MemoryBackend(grown)).brief(last).readings != one["readings"]


def _known_after(frame: pl.DataFrame, cut: date) -> pl.DataFrame:
    """Every third row again, its numbers another, known on the session after the cut at the earliest."""
    numbers = [name for name, kind in frame.schema.items() if kind == pl.Float64]
    again = frame.filter(pl.int_range(pl.len()) % 3 == 0)
    after = pl.max_horizontal(pl.lit(cut).dt.offset_by("3d"), pl.col("known_at"))
    return again.with_columns(pl.col(name) * 0.9 for name in numbers).with_columns(known_at=after)
