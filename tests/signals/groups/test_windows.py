"""Quarters of an index by issuer: weights known at the start, returns since, nothing carried back."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.files import current
from rotascope.signals.groups.windows import WINDOW, lines_of, quarters, trace_of
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_issuers_add_up_to_the_planted_index(panel: Panel) -> None:
    index = panel.series("PW:LARGE")
    compared = 0
    for quarter in quarters(panel, "large_cap"):
        assert quarter.weights.sum(axis=1) == pytest.approx(1.0, rel=1e-12)
        whole = (quarter.weights * quarter.returns).sum(axis=1)
        ends = np.searchsorted(index.days, quarter.days)
        own = index.levels[ends] / index.levels[ends - WINDOW] - 1.0
        # The planted index trades only where a line joins or leaves: a few basis points.
        assert whole == pytest.approx(own, abs=0.004)
        compared += len(whole)
    assert compared > 700


def test_the_weights_of_a_window_come_from_a_file_known_at_its_start(panel: Panel) -> None:
    files = {s.file.day: s.file for s in current(panel, "PW:LARGE")}
    days = sessions.all_sessions()
    for quarter in quarters(panel, "large_cap"):
        starts = days[np.searchsorted(days, quarter.days) - WINDOW]
        stamp = quarter.source.last
        assert stamp in files
        assert starts[0] >= np.datetime64(files[stamp].known_at)


def test_share_classes_are_one_issuer_of_both_weights(panel: Panel) -> None:
    shares = current(panel, "PW:LARGE")[0]
    _, weights, issuers = lines_of(panel, shares)
    assert issuers.count("Planted Two") == 2
    quarter = quarters(panel, "large_cap")[0]
    assert quarter.issuers.count("Planted Two") == 1
    both = sum(w for w, name in zip(weights, issuers, strict=True) if name == "Planted Two")
    at = quarter.issuers.index("Planted Two")
    assert quarter.weights[0, at] == pytest.approx(both / weights.sum(), rel=0.05)


def test_once_the_newest_file_is_too_old_the_history_stays_and_the_trace_says_so() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    held = frames["holdings"].filter(pl.col("fund") == "PW:LARGE")
    days = np.unique(held["date"].to_numpy())
    frames["holdings"] = held.filter(held["date"] <= days[-10].item())
    panel = Panel(MemoryBackend(frames), planted.LAST_DAY)
    trace = trace_of(panel, "large_cap", lambda q: q.weights.max(axis=1), str)
    assert trace.status == "stale"
    assert f"newest file is of {days[-10]}" in trace.reason
    assert np.isfinite(trace.value).any()
    assert trace.days[-1] < np.datetime64(panel.as_of)


def test_without_a_file_there_is_no_window() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    del frames["holdings"]
    panel = Panel(MemoryBackend(frames), planted.LAST_DAY)
    assert quarters(panel, "large_cap") == ()
    trace = trace_of(panel, "large_cap", lambda q: q.weights.max(axis=1), str)
    assert (trace.status, len(trace.days)) == ("not_measurable", 0)
