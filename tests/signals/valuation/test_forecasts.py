"""Records of forecasts: judged only when over, told with the bias, silent without a history."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.catalog import load
from rotascope.maths import predictive
from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame, returns
from rotascope.sessions import all_sessions
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


def test_a_planted_link_between_the_gap_and_the_pair_is_found() -> None:
    panel = linked(0.4)
    (made,) = measure(panel, ["valuation.spread_predicts"])
    assert made.reading.status == "ok"
    assert made.reading.value is not None
    assert made.reading.value > 0.2
    assert made.reading.null is not None
    assert made.reading.null.p is not None
    assert made.reading.null.p < 0.05
    assert "IWM / SPY" in made.reading.text


def test_without_a_link_the_gap_does_no_better_than_the_mean() -> None:
    (made,) = measure(linked(0.0), ["valuation.spread_predicts"])
    assert made.reading.value is not None
    assert made.reading.value < 0.05
    assert made.reading.null is not None
    assert made.reading.null.p is not None
    assert made.reading.null.p > 0.05


def linked(strength: float) -> Panel:
    """21 years of IWM and SPY; IWM's daily lead is `strength` x the log spread published last."""
    last = date(2024, 6, 28)
    end = int(np.searchsorted(all_sessions(), np.datetime64(last))) + 1
    days = all_sessions()[end - 5300 : end]
    months = np.unique(days.astype("datetime64[M]"))[1:]
    known = days[np.searchsorted(days, months.astype("datetime64[D]"))]
    draw = np.random.default_rng(17)
    gap = np.zeros(len(months))
    for t in range(1, len(months)):
        gap[t] = 0.9 * gap[t - 1] + 0.05 * draw.standard_normal()
    newest = np.maximum(np.searchsorted(known, days, side="right") - 1, 0)
    lead = strength * gap[newest] / 21 + 0.004 * draw.standard_normal(len(days))
    market = 0.01 * draw.standard_normal(len(days))
    name = load().instrument_id
    lines = {name("IWM", last): market + lead, name("SPY", last): market}
    series = {"EP.large_cap": np.full(len(months), 0.05), "EP.small_cap": 0.05 * np.exp(gap)}
    macro = [
        frame(
            "macro",
            {"series": [s] * len(months), "date": months.astype("datetime64[D]") - 31,
             "known_at": known, "value": values, "unit": ["fraction"] * len(months),
             "assumed": [False] * len(months)},
        )
        for s, values in series.items()
    ]  # fmt: skip
    return worlds.panel(
        last, returns=returns(lines, days), macro=pl.concat(macro).sort("series", "date")
    )
