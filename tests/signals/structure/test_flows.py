"""Flows: shares created x NAV; a claim that cannot be checked is said to be so."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.signals.structure.flows import WINDOW, relative_flow
from rotascope.signals.structure.sizes import size_of
from tests.signals.structure.frames import panel, sizes


def two(top: list[float], bottom: list[float]) -> Panel:
    nav = [2.0] * len(top)
    return panel({"funds": pl.concat([sizes("IWM", top, nav), sizes("SPY", bottom, nav)])})


def test_a_flow_is_what_was_created_over_what_there_was() -> None:
    # IWM: 100 shares, 10 more in the window: +10 %; SPY: 200 and 10 fewer: -5 %. Together +15 %.
    top = [100.0] * 10 + [110.0] * (WINDOW - 9)
    bottom = [200.0] * 10 + [190.0] * (WINDOW - 9)
    trace = relative_flow(two(top, bottom), "size")
    assert trace.value[-1] == pytest.approx(0.15)
    assert np.isnan(trace.value[:-1]).all()
    assert "IWM +10.0 %" in trace.text
    assert "SPY \N{MINUS SIGN}5.0 %" in trace.text


def test_without_shares_outstanding_a_shift_is_not_verifiable_and_never_true() -> None:
    (found,) = measure(
        panel({"funds": sizes("IWM", [1.0] * 90, [1.0] * 90)}), ["structure.flow_size"]
    )
    assert found.reading.status == "not_measurable"
    assert found.reading.value is None
    assert "not verifiable" in found.reading.reason
    assert "SPY" in found.reading.reason


def test_flows_and_performance_reconcile_with_net_assets(planted_panel: Panel) -> None:
    size = size_of(planted_panel, "small_cap")
    assert size is not None
    made = np.diff(size.shares) * size.nav[1:]
    earned = size.shares[:-1] * np.diff(size.nav)
    assert made + earned == pytest.approx(np.diff(size.assets), rel=1e-9)


def test_the_planted_shift_is_found_and_nothing_before_it(planted_panel: Panel) -> None:
    for axis, side in (("size", "small caps"), ("concentration", "the rest")):
        (found,) = measure(planted_panel, [f"structure.flow_{axis}"])
        assert found.reading.state == f"flows shift to {side}"
        assert found.reading.null is not None
        assert found.reading.null.p is not None
        assert found.reading.null.p < 0.01
        early = [word for word in found.trace.states[:-220] if word]
        calm = sum(word == "no shift beyond chance" for word in early) / len(early)
        assert calm > 0.75  # 90 % of days by the bound, in windows that overlap


def test_a_short_history_says_how_short() -> None:
    trace = relative_flow(two([1.0] * 20, [1.0] * 20), "size")
    assert (trace.status, trace.reason[:8]) == ("short_history", "20 of 64")


def test_no_shift_in_creations_means_no_verdict() -> None:
    draw = np.random.default_rng(2)
    top, bottom = (100.0 * np.exp(0.01 * draw.standard_normal((2, 400)).cumsum(axis=1))).tolist()
    (found,) = measure(two(top, bottom), ["structure.flow_size"])
    assert found.reading.lean is None
    assert found.reading.status == "ok"
