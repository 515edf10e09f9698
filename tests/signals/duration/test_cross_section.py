"""Rates and the cross-section: planted durations are found; where rates are nothing, nothing is left."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.duration import cross_section
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.signals.duration import worlds

DAYS = 1500


def world(strength: float) -> Panel:
    """The planted market whose stocks also fall by years x strength x the ten-year yield's change."""
    frames, truth = planted.frames(seed=7, sessions=DAYS)
    changes = {"DGS10": 0.05 * np.random.default_rng(1).standard_normal(DAYS)}
    days = np.unique(frames["returns"]["date"].to_numpy())
    move = pl.DataFrame({"date": days, "move": changes["DGS10"]})
    stocks = sorted(set(frames["returns"]["instrument"]))
    years = pl.DataFrame({"instrument": stocks, "years": np.linspace(0.0, 20.0, len(stocks))})
    joined = frames["returns"].join(move, on="date").join(years, on="instrument")
    shaken = joined.with_columns(pl.col("tr") - strength * pl.col("years") * pl.col("move") / 100.0)
    other = frames["macro"].filter(pl.col("series") != "DGS10")
    macro = pl.concat([other, worlds.macro(changes, truth.last)])
    made = frames | {"returns": shaken.drop("move", "years"), "macro": macro}
    return Panel(MemoryBackend(made), truth.last)


@pytest.fixture(scope="module")
def strong() -> Panel:
    return world(8.0)


@pytest.fixture(scope="module")
def none() -> Panel:
    return world(0.0)


def test_where_rates_decide_they_explain_and_where_they_do_not_they_do_not(
    strong: Panel, none: Panel
) -> None:
    (some,) = measure(strong, ["duration.rates_r2"])
    (no,) = measure(none, ["duration.rates_r2"])
    assert some.reading.value is not None
    assert no.reading.value is not None
    assert some.reading.value > 0.1
    assert abs(no.reading.value) < 0.03
    assert some.reading.null is not None
    assert some.reading.null.p is not None
    assert some.reading.null.p < 0.05
    assert no.reading.null is not None
    assert no.reading.null.p is not None
    assert no.reading.null.p > 0.05


def test_long_minus_short_duration_earns_minus_its_years_times_the_move(strong: Panel) -> None:
    trace = cross_section.duration_spread(strong)
    by_rates = dict(trace.beside)["by_rates"]
    known = np.isfinite(trace.value) & np.isfinite(by_rates)
    assert known.sum() > 100
    slope = np.polyfit(by_rates[known], trace.value[known], 1)[0]
    assert slope == pytest.approx(1.0, abs=0.25)
    years = dict(trace.beside)["years"]
    assert 60.0 < np.nanmedian(years) < 140.0  # planted: 0 to 160, evenly


def test_the_sentence_names_both_sides_and_who_was_counted(strong: Panel) -> None:
    text = cross_section.duration_spread(strong).text
    assert "Stocks hurt by rising yields" in text
    assert "members of the planted index" in text
    assert "of it by the yield's moves" in text


def test_betas_are_older_than_the_returns_they_explain(strong: Panel) -> None:
    found = cross_section.cross(strong)
    garbled = found.returns.copy()
    garbled[-1] *= -1.0
    plain = cross_section._fits(found.returns, found.move, found.counts)
    other = cross_section._fits(garbled, found.move, found.counts)
    np.testing.assert_array_equal(plain[2], other[2])  # the gap of the last row is last week's
    assert plain[1][-1] == pytest.approx(-other[1][-1])


def test_a_panel_without_stocks_says_so() -> None:
    panel = worlds.panel(*worlds.tilted(400, {}))
    (said,) = measure(panel, ["duration.spread"])
    assert said.reading.status == "not_measurable"
    assert "stocks" in said.reading.reason
