"""Records of forecasts: judged only when over, told with the bias, silent without a history."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.maths import predictive
from rotascope.signals.reading import measure
from rotascope.signals.valuation import forecasts
from tests.signals.earnings import worlds


def test_the_record_is_that_of_the_kernel_on_what_was_known() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.cape_predicts"])
    x, r = made.trace.data
    out = predictive.out_of_sample(x, r, forecasts.HORIZON, forecasts.LEAST)
    assert np.isclose(made.trace.value[-1], out[-1])
    earlier = measure(worlds.planted_panel(date(2024, 6, 28)), ["valuation.cape_predicts"])[0].trace
    n = len(earlier.value)
    assert np.allclose(made.trace.value[:n], earlier.value, equal_nan=True)


def test_the_finding_sets_the_honest_t_beside_the_naive_one() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.cape_predicts"])
    assert "by Hodrick 1B" in made.reading.text
    assert "naively" in made.reading.text
    null = made.reading.null
    assert null is not None
    assert "(Stambaugh)" in null.statement
    assert null.p is not None
    assert 0.0 < null.p <= 1.0
    assert null.rate is not None
    assert null.rate < 0.0  # prices up, ratio up: the slope is biased downwards


def test_a_pair_of_three_years_says_nothing_of_twelve_month_returns() -> None:
    said = measure(worlds.planted_panel(), ["valuation.spread_predicts"])[0].reading
    assert said.status == "short_history"
    assert "of 146 months" in said.reason


def test_missing_series_are_named() -> None:
    panel = worlds.panel(worlds.LAST)
    one, other = (
        m.reading for m in measure(panel, ["valuation.cape_predicts", "valuation.spread_predicts"])
    )
    assert "SHILLER.cape" in one.reason
    assert {one.status, other.status} == {"not_measurable"}
