"""The push of rates: planted directions come out of the betas, and the parts sum to the whole."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.duration.pushes import MOVERS, push
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def trending(beta: float, drift: float) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """A ratio that answers the ten-year yield by beta; the yield drifts in the last 65 sessions."""
    returns, changes = worlds.tilted(1300, {})
    changes["DGS10"][-65:] += drift
    changes["DGS2"][-65:] += drift  # the slope stays where it was
    small = np.expm1(np.log1p(returns["IWM"]) + beta * changes["DGS10"] / 100.0)
    return {**returns, "IWM": small}, changes


@pytest.mark.parametrize(("beta", "drift"), [(-4.0, 0.02), (-4.0, -0.02), (4.0, 0.02)])
def test_the_push_has_the_sign_of_the_beta_times_the_move(beta: float, drift: float) -> None:
    panel = worlds.panel(*trending(beta, drift))
    (said,) = measure(panel, ["duration.push.small_large"])
    moved = panel.macro("DGS10").values[-2] - panel.macro("DGS10").values[-67]
    read = said.reading
    assert read.value == pytest.approx(beta * moved / 100.0, rel=0.5)
    assert read.text.startswith("IWM / SPY: rates and credit pushed by ")
    assert "ten-year yield" in read.text


def test_the_parts_sum_to_the_push_and_each_driver_is_named() -> None:
    trace = push(worlds.panel(*trending(-4.0, 0.02)), "small_large")
    assert [name for name, _ in trace.beside] == list(MOVERS)
    parts = np.sum([part for _, part in trace.beside], axis=0)
    np.testing.assert_allclose(parts, trace.value, equal_nan=True)
    assert trace.interval is not None
    assert trace.interval.low < trace.value[-1] < trace.interval.high
    for words in ("ten-year yield", "two- to ten-year slope", "high-yield spread", " pp"):
        assert words in trace.text


def test_a_push_to_small_caps_leans_to_them() -> None:
    panel = worlds.panel(*trending(4.0, 0.04))
    (said,) = measure(panel, ["duration.push.small_large"])
    assert SIGNALS["duration.push.small_large"].sign == 1
    assert said.reading.lean is not None
    assert said.reading.lean > 0.5


def test_the_null_is_what_the_ratio_does_in_any_quarter() -> None:
    panel = worlds.panel(*trending(-4.0, 0.02))
    (said,) = measure(panel, ["duration.push.small_large"])
    null = said.reading.null
    assert null is not None
    assert null.rate is not None
    weekly = said.trace.data[1]
    assert null.rate == pytest.approx(0.6745 * weekly.std() / 100.0 * 13**0.5, rel=1e-3)
    assert "whatever rates do" in null.statement


def test_no_later_week_changes_an_earlier_push() -> None:
    returns, changes = trending(-4.0, 0.02)
    whole = push(worlds.panel(returns, changes), "small_large")
    cut = date(2023, 12, 29)
    early = push(Panel(worlds.panel(returns, changes).backend, cut), "small_large")
    n = len(early.value)
    np.testing.assert_allclose(whole.value[:n], early.value, rtol=1e-9, equal_nan=True)
