"""The two sides of an index: who stands where on which day, and years kept by what made them."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.known_rows import kept_for
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals import sides
from rotascope.signals.sides import Block, sided
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def backend() -> MemoryBackend:
    return MemoryBackend(planted.frames(seed=7, sessions=900)[0])


def counted(block: Block) -> dict[str, np.ndarray]:
    own = slice(block.lead, None)
    return {
        "inside": block.inside[own].sum(axis=1).astype(float),
        "outside": block.outside[own].sum(axis=1).astype(float),
        "listed": block.listed,
    }


def test_members_are_inside_and_all_other_stocks_outside(backend: MemoryBackend) -> None:
    _, truth = planted.frames(seed=7, sessions=900)
    found = sided(Panel(backend, truth.last), "test-count", counted)
    joined = int(np.searchsorted(found["days"], np.datetime64(truth.joined[1])))
    left = int(np.searchsorted(found["days"], np.datetime64(truth.left[1])))
    # 60 lines, two of one issuer; PW59 is outside until it joins; PW60 is gone once it leaves.
    assert found["inside"][joined - 1 : joined + 1].tolist() == [58.0, 59.0]
    assert found["outside"][joined - 1 : joined + 1].tolist() == [25.0, 24.0]
    assert found["inside"][left : left + 2].tolist() == [59.0, 58.0]
    assert found["listed"][-1] == 58.0


def test_share_classes_stand_on_one_side_once(backend: MemoryBackend) -> None:
    _, truth = planted.frames(seed=7, sessions=900)
    seen = []

    def look(block: Block) -> dict[str, np.ndarray]:
        seen.append((block.inside | block.outside)[-1].sum() / np.isfinite(block.levels[-1]).sum())
        return {"none": np.zeros(len(block.days))}

    sided(Panel(backend, truth.last), "test-classes", look)
    # 82 issuers of 83 lines with prices on the last day.
    assert seen[-1] == pytest.approx(82 / 83)


def test_a_year_made_once_serves_the_next_panel_and_changes_nothing(backend: MemoryBackend) -> None:
    days = np.unique(planted.frames(seed=7, sessions=900)[0]["returns"]["date"].to_numpy())
    calls: list[int] = []

    def make(block: Block) -> dict[str, np.ndarray]:
        calls.append(len(block.days))
        return counted(block)

    early = sided(Panel(backend, days[-10].astype(object)), "test-years", make)
    made = len(calls)
    late = sided(Panel(backend, days[-5].astype(object)), "test-years", make)
    assert len(calls) == made + 1, "only the year that grew is made again"
    for key in ("inside", "outside", "listed"):
        assert np.array_equal(early[key], late[key][: len(early[key])])


def test_without_a_list_of_members_nobody_stands_anywhere() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    del frames["members"]
    panel = Panel(MemoryBackend(frames), date(2025, 6, 30))
    assert len(sided(panel, "test-none", counted)["days"]) == 0
    assert sides.index_name(panel) == ""


def test_who_left_and_came_back_has_two_spells() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    days = np.unique(frames["returns"]["date"].to_numpy())
    again = frames["members"].filter(pl.col("symbol") == "PW30")
    first = again.with_columns(last=pl.lit(days[300]), known_at=pl.lit(days[300]))
    second = again.with_columns(date=pl.lit(days[500]), known_at=pl.lit(days[500]))
    frames["members"] = pl.concat([frames["members"], first, second])
    found = sided(Panel(MemoryBackend(frames), date(2025, 6, 30)), "test-spells", counted)
    at = np.searchsorted(found["days"], [days[299], days[400], days[600]])
    assert found["outside"][at].tolist() == [25.0, 26.0, 24.0]


def test_what_is_kept_stays_small_however_many_dates_are_asked(
    backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sides, "MOST", 12)
    days = np.unique(planted.frames(seed=7, sessions=900)[0]["returns"]["date"].to_numpy())
    whole = sided(Panel(backend, days[-1].astype(object)), "test-most", counted)
    for day in days[-40::2]:
        part = sided(Panel(backend, day.astype(object)), "test-most", counted)
        assert np.array_equal(part["inside"], whole["inside"][: len(part["inside"])])
    assert 0 < len(kept_for(Panel(backend, date(2024, 1, 2)), "sides")) <= 12
