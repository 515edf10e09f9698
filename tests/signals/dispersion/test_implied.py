"""Implied correlation on planted volatilities that were made from one."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.providers.planted_parts.groups import CORRELATION
from rotascope.signals.dispersion.implied import implied_correlation
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_the_planted_correlation_is_recovered_but_for_the_lines_own_weight(panel: Panel) -> None:
    trace = implied_correlation(panel)
    assert len(trace.days) > 35
    (hhi,) = measure(panel, ["concentration.hhi_large_cap"])
    assert hhi.reading.value is not None
    own = hhi.reading.value / 1e4
    # Equal volatilities s: s^2 rho = s^2 (h + (1 - h) x), so x = (rho - h) / (1 - h).
    assert trace.value[-1] == pytest.approx((CORRELATION - own) / (1 - own), abs=0.005)
    spread = dict(trace.beside)["implied dispersion"][-1]
    assert spread == pytest.approx(0.32 * (1 - CORRELATION) ** 0.5, rel=1e-6)


def test_a_snapshot_counts_from_the_day_its_last_part_was_known(panel: Panel) -> None:
    rows = panel.dated("implied", "PW:LARGE")
    assert set(implied_correlation(panel).days.tolist()) <= {d.item() for d in rows["known_at"]}


def test_options_on_too_few_of_the_members_are_no_answer() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    rows = frames["implied"]
    kept = pl.col("underlying").is_in(["PW:LARGE", "PW01", "PW02", "PW04"])
    frames["implied"] = rows.filter(kept)
    (said,) = measure(
        Panel(MemoryBackend(frames), date(2025, 6, 2)), ["dispersion.implied_correlation"]
    )
    assert (said.reading.status, said.reading.value) == ("undefined", None)
    assert "80 % needed" in said.reading.reason


def test_other_maturities_do_not_stand_in() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    frames["implied"] = frames["implied"].with_columns(pl.col("expiry") + pl.duration(days=60))
    (said,) = measure(
        Panel(MemoryBackend(frames), planted.LAST_DAY), ["dispersion.implied_correlation"]
    )
    assert said.reading.status == "not_measurable"
    assert "0 snapshots" in said.reading.reason


def test_weights_older_than_a_quarter_are_not_used() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    rows = frames["holdings"].filter(pl.col("fund") == "PW:LARGE")
    frames["holdings"] = rows.filter(pl.col("date") == rows["date"].min())
    trace = implied_correlation(Panel(MemoryBackend(frames), planted.LAST_DAY))
    stamp = np.datetime64(rows["date"].min())
    assert 1 <= len(trace.days) <= 4
    assert (trace.days - stamp).max() <= np.timedelta64(100, "D")
