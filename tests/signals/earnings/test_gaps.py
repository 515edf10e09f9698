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
    assert "20 and 40% needed" in few.reason


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


def test_equal_groups_are_rejected_at_the_stated_rate() -> None:
    draw = np.random.default_rng(8)
    p = []
    for _ in range(150):
        signs = draw.choice([-1.0, 1.0], 240, p=[0.4, 0.6]).tolist()
        trace = judged(signs[:200], signs[200:], date(2023, 2, 2))
        null = equal_null(worlds.panel(date(2023, 2, 2)), trace)
        assert null is not None
        assert null.p is not None
        p.append(null.p)
    assert np.mean(np.array(p) < 0.1) == pytest.approx(0.1, abs=0.06)


def test_no_error_no_null() -> None:
    trace = judged([1.0] * 30, [1.0] * 30, date(2023, 2, 10))
    assert equal_null(worlds.panel(date(2023, 2, 10)), trace) is None
    open_ = replace(
        trace, value=np.full(len(trace.value), np.nan), data=(np.ones(len(trace.value)),)
    )
    assert equal_null(worlds.panel(date(2023, 2, 10)), open_) is None
