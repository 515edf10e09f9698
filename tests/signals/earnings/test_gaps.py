"""Net breadth of two groups: counted by hand, silent for a handful of names, noise as its error says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rotascope.signals.earnings.gaps import Judgements, breadth_gap, equal_null
from rotascope.signals.trace import Trace
from tests.signals.earnings import worlds

DAY = np.datetime64("2023-02-01")
NAMES = [f"L{i:02d}" for i in range(40)]


def judged(signs_small: list[float], signs_large: list[float], last: date) -> Trace:
    n, m = len(signs_small), len(signs_large)
    seen = Judgements(
        np.full(n + m, DAY),
        np.array([*signs_small, *signs_large]),
        np.arange(n + m) >= n,
    )
    panel = worlds.panel(last, members=worlds.listed(NAMES))
    return breadth_gap(panel, seen, 63, "earnings", "earnings")


def test_the_gap_is_net_share_less_net_share() -> None:
    trace = judged([1.0] * 15 + [-1.0] * 5, [1.0] * 20 + [-1.0] * 20, date(2023, 2, 10))
    assert trace.value[-1] == pytest.approx(0.5)
    assert trace.status == "ok"
    assert "+50 % of 20 companies outside the index" in trace.text


def test_a_dozen_picked_names_are_no_group() -> None:
    few = judged([1.0] * 30, [1.0] * 12, date(2023, 2, 10))
    assert few.status == "low_coverage"
    assert np.isnan(few.value[-1])
    assert "12 of its 40" in few.reason
    assert "20 and 40 % needed" in few.reason


def test_after_the_window_nothing_is_said() -> None:
    trace = judged([1.0] * 30, [1.0] * 30, date(2023, 6, 30))
    assert np.isfinite(trace.value[:63]).all()
    assert np.isnan(trace.value[63:]).all()
    assert trace.status == "low_coverage"
    assert "newest 2023-02-01" in trace.reason


def test_without_rows_it_names_the_table() -> None:
    none = Judgements(np.empty(0, "datetime64[D]"), np.empty(0), np.empty(0, bool))
    trace = breadth_gap(worlds.panel(date(2023, 1, 3)), none, 63, "earnings", "earnings")
    assert (trace.status, "table earnings" in trace.reason) == ("not_measurable", True)


def test_equal_groups_are_as_far_apart_as_the_rate_says_half_the_time() -> None:
    draw = np.random.default_rng(8)
    beyond = []
    for _ in range(150):
        signs = draw.choice([-1.0, 1.0], 240, p=[0.4, 0.6]).tolist()
        trace = judged(signs[:200], signs[200:], date(2023, 2, 2))
        null = equal_null(worlds.panel(date(2023, 2, 2)), trace)
        assert null is not None
        assert null.rate is not None
        assert null.p is None  # one season is no history to be unusual in
        beyond.append(abs(trace.value[-1]) > null.rate)
    assert np.mean(beyond) == pytest.approx(0.5, abs=0.12)


def test_groups_that_always_differ_alike_are_no_evidence_of_anything_new() -> None:
    """Members have beaten more often in every season since 2012: p said 1 in a billion each time."""
    draw = np.random.default_rng(5)
    base, p = judged([1.0] * 30 + [-1.0] * 10, [1.0] * 20 + [-1.0] * 20, date(2023, 2, 2)), []
    for _ in range(400):
        seasons = -0.27 + 0.05 * draw.standard_normal(24)
        value = np.repeat(seasons, 63)
        trace = replace(base, value=value, data=(np.full(len(value), 0.04),))
        null = equal_null(worlds.panel(date(2023, 2, 2)), trace)
        assert null is not None
        assert null.p is not None
        p.append(null.p)
    for level in (0.1, 0.25, 0.5):
        assert np.mean(np.array(p) <= level) == pytest.approx(level, abs=0.06)


def test_no_error_no_null() -> None:
    trace = judged([1.0] * 30, [1.0] * 30, date(2023, 2, 10))
    assert equal_null(worlds.panel(date(2023, 2, 10)), trace) is None
    open_ = replace(
        trace, value=np.full(len(trace.value), np.nan), data=(np.ones(len(trace.value)),)
    )
    assert equal_null(worlds.panel(date(2023, 2, 10)), open_) is None
