"""Empirical duration: planted years are found, and mega caps' against small caps' by the same rule."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.duration.cohorts import COHORTS, cohort_duration
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def world(
    years: dict[str, float], n: int = 800
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Each line falls by its years times the real yield's change, in per cent."""
    changes = worlds.moves(n)
    draw = np.random.default_rng(2)
    lines = {
        name: np.expm1(-d * changes["DFII10"] / 100.0 + 0.002 * draw.standard_normal(n))
        for name, d in years.items()
    }
    return lines, changes


def test_return_is_minus_duration_times_the_yields_change() -> None:
    # The oracle's definition: return % = -D dy (pp).
    panel = worlds.panel(*world({"IWM": 3.4, "SPY": 7.0}))
    small, large = (measure(panel, [f"duration.cohort.{c}"])[0].reading for c in ("small", "large"))
    assert small.value == pytest.approx(3.4, abs=0.8)
    assert large.value == pytest.approx(7.0, abs=0.8)
    for read, years in ((small, 3.4), (large, 7.0)):
        assert read.interval is not None
        assert read.interval.low < years < read.interval.high
    assert small.unit == "years"
    assert small.text.startswith("IWM behaved like +3.")


def test_duration_may_be_negative_where_yields_rise_with_growth() -> None:
    panel = worlds.panel(*world({"IWM": -4.0, "SPY": 0.0}))
    (said,) = measure(panel, ["duration.cohort.small"])
    assert said.reading.value == pytest.approx(-4.0, abs=0.8)
    assert said.reading.axis == "market"
    assert said.reading.lean is None


def test_the_nominal_yield_and_the_filter_stand_beside() -> None:
    panel = worlds.panel(*world({"IWM": 5.0, "SPY": 5.0}))
    trace = cohort_duration(panel, "small")
    beside = dict(trace.beside)
    assert set(beside) == {"nominal", "filtered"}
    assert beside["filtered"][-1] == pytest.approx(5.0, abs=1.0)
    assert beside["nominal"][-1] > 2.0  # the planted real yield follows the nominal one


def test_a_cohort_that_is_not_on_file_says_so() -> None:
    panel = worlds.panel(*world({"IWM": 5.0, "SPY": 5.0}))
    read = {name: measure(panel, [f"duration.cohort.{name}"])[0].reading for name in COHORTS}
    assert read["nasdaq"].status == "not_measurable"
    assert "QQQ" in read["nasdaq"].reason
    assert read["small"].status == "ok"
