"""Fear, credit, the dollar: levels, regimes and since when."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from rotascope.signals.macro import stress
from rotascope.signals.reading import measure
from tests.signals.macro import worlds

AS_OF = date(2024, 7, 1)


def vix(levels: list[float]) -> str:
    return stress.vix(worlds.panel({"VIXCLS": worlds.daily(levels, lag=0)}, worlds.LAST)).text


@pytest.mark.parametrize(
    ("level", "word"),
    [(14.99, "calm"), (15.0, "ordinary"), (19.99, "ordinary"), (20.0, "uneasy"), (30.0, "alarmed")],
)
def test_regimes_of_the_vix_begin_at_their_bands(level: float, word: str) -> None:
    assert f": {word}" in vix([*np.linspace(12, 80, 40), level])


def test_lowest_since_names_the_day_and_a_tie_counts_as_having_been_there() -> None:
    days = worlds.sessions(60)
    levels = [20.0] * 60
    levels[10], levels[-1] = 15.0, 16.0
    assert f"its lowest close since {days[10]}" in vix(levels)
    levels[20] = 16.0
    assert f"its lowest close since {days[20]}" in vix(levels)
    levels[50] = 15.5
    assert "since" not in vix(levels), "less than a month ago is not worth saying"
    assert "its lowest close on file" in vix([20.0] * 59 + [9.0])
    assert "its highest close on file" in vix([20.0] * 59 + [90.0])


def test_what_was_lowest_since_then_does_not_change_with_what_follows() -> None:
    levels = list(20 + np.cumsum(np.random.default_rng(1).normal(0, 1, 120)))
    rows = {"VIXCLS": worlds.daily(levels, lag=0)}
    cut = worlds.sessions(120)[80].item()
    then = stress.vix(worlds.panel(rows, cut))
    assert (
        then.text
        == stress.vix(worlds.panel({"VIXCLS": worlds.daily(levels[:81], cut, lag=0)}, cut)).text
    )


def test_the_term_structure_is_inverted_when_fear_is_nearest() -> None:
    levels = [*np.linspace(14, 20, 40), 40.0]
    rows = {
        "VIXCLS": worlds.daily(levels, lag=0),
        "VXVCLS": worlds.daily([18.0] * 40 + [32.0], lag=0),
    }
    trace = stress.vix(worlds.panel(rows, worlds.LAST))
    assert "inverted (1.25" in trace.text
    assert dict(trace.beside)["over the three-month index"][0] == pytest.approx(14 / 18)


def test_credit_widens_from_more_than_half_a_point() -> None:
    for step, state in ((0.5, "steady"), (0.51, "widening"), (-0.51, "tightening")):
        rows = {"BAMLH0A0HYM2": worlds.daily([4.0] * 30 + [4.0 + step])}
        assert stress.credit(worlds.panel(rows, AS_OF)).state == state


def test_the_default_spread_leans_to_large_caps_when_it_widens() -> None:
    draw = np.random.default_rng(4)
    level = 2.0 + np.cumsum(draw.normal(0, 0.02, 400))
    for end, lean in ((0.8, -1), (-0.8, 1)):
        rows = {"BAA10Y": worlds.daily([*level, *(level[-1] + np.linspace(0, end, 64))])}
        (told,) = measure(worlds.panel(rows, AS_OF), ["macro.default_spread"])
        assert told.reading.lean is not None
        assert np.sign(told.reading.lean) == lean
    theirs = pd.Series(level).diff(63).to_numpy()
    trace = stress.default_spread(worlds.panel({"BAA10Y": worlds.daily(level)}, AS_OF))
    np.testing.assert_allclose(trace.value, theirs, rtol=1e-9)
    found = stress.widening_null(worlds.empty(), trace)
    assert found is not None
    assert found.rate == pytest.approx(np.median(np.abs(level[63:] - level[:-63])), rel=1e-9)


def test_the_dollar_is_a_fraction_of_its_level_a_quarter_ago() -> None:
    level = np.linspace(110.0, 121.0, 64)
    trace = stress.dollar(worlds.panel({"DTWEXBGS": worlds.daily(level)}, AS_OF))
    assert trace.value[-1] == pytest.approx(0.1)
    assert np.isnan(trace.value[:-1]).all()


def test_missing_series_are_named() -> None:
    for compute in (stress.vix, stress.credit, stress.default_spread, stress.dollar):
        assert compute(worlds.empty()).status == "not_measurable"
