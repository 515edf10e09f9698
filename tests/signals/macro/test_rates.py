"""The funds rate against the two-year yield; the slope's regime; how normal short rates are."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.providers.planted_parts.macro import policy_rate
from rotascope.signals.macro import rates
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds

BEFORE, AFTER = [5.3] * 80, [4.0] * 6


def test_the_trigger_fires_on_the_fifth_session_below_as_it_was_known() -> None:
    two = [4.8] * 80 + [5.5] * 6
    series = {"DFF": worlds.daily([5.3] * 86), "DGS2": worlds.daily(two)}
    trace = rates.ffr_2y(worlds.panel(series, date(2024, 7, 1)))
    assert trace.value[-1] == pytest.approx(-0.2)
    assert trace.states[-6:] == ("crossing",) * 4 + ("triggered",) * 2
    assert trace.state == "triggered"
    assert [m.date for m in trace.marks] == [trace.days[-2].item()]
    assert trace.days[-1] > np.datetime64("2024-06-28"), "yields of a day are known on the next"
    assert "0.20 points below" in trace.text
    assert "6 sessions running: the trigger is on" in trace.text


def test_the_effective_rate_and_the_target_may_disagree() -> None:
    series = {"DFF": worlds.daily([5.33] * 90), "DGS2": worlds.daily([5.4] * 90),
              "DFEDTARU": worlds.daily([5.5] * 90, lag=0)}  # fmt: skip
    panel = worlds.panel(series, date(2024, 7, 1))
    assert rates.ffr_2y(panel).state == "triggered"
    assert rates.ffr_target_2y(panel).state == "above"
    assert rates.ffr_target_2y(panel).value[-1] == pytest.approx(0.1)


def test_a_target_holds_until_a_decision_moves_it_and_then_grows_stale() -> None:
    end = worlds.sessions(60)[9].item()
    series = {"DGS2": worlds.daily([4.0] * 90), "DFEDTARU": worlds.daily([5.5] * 20, end, lag=0)}
    cut = worlds.sessions(60)[30]
    moved = worlds.events("FOMC decision", [(cut, cut, -0.5)])
    panel = worlds.panel(series, date(2024, 7, 1), events=moved)
    trace = rates.ffr_target_2y(panel)
    upper = dict(trace.beside)["the target's upper bound"]
    assert upper[-1] == 5.0
    assert (
        f"the bound is the 5.50 % on file of {end}, moved by the decisions since to 5.00 %"
        in trace.text
    )
    assert [source.what for source in trace.sources] == [
        "DGS2",
        "DFEDTARU",
        "events, FOMC decision",
    ]
    assert upper[list(trace.days).index(cut)] == 5.5, "a decision counts from the day after it"
    (told,) = measure(panel, ["macro.ffr_target_2y"])
    assert told.reading.status == "ok"
    (old,) = measure(
        worlds.panel({**series, "DGS2": worlds.daily([4.0] * 90)}, date(2024, 7, 1)),
        ["macro.ffr_target_2y"],
    )
    assert old.reading.status == "stale", "no decision for 45 sessions: nothing says it still holds"


@pytest.mark.parametrize(("two", "ten", "state"), [
    (-0.4, -0.1, "bull steepening"), (0.1, 0.4, "bear steepening"),
    (-0.1, -0.4, "bull flattening"), (0.4, 0.1, "bear flattening"),
])  # fmt: skip
def test_the_slopes_regime_says_which_end_moved(two: float, ten: float, state: str) -> None:
    ramp = np.linspace(0.0, 1.0, 21)
    series = {"DGS2": worlds.daily(4.0 + two * ramp), "DGS10": worlds.daily(4.5 + ten * ramp)}
    trace = rates.curve_2s10s(worlds.panel(series, date(2024, 7, 1)))
    assert trace.state == state
    assert trace.value[-1] == pytest.approx(0.5 + ten - two)


def test_the_short_rates_mean_equals_pandas() -> None:
    draw = np.random.default_rng(2)
    ten, spread = 4.0 + np.cumsum(draw.normal(0, 0.03, 3000)), draw.normal(1.0, 0.2, 3000)
    series = {"DGS10": worlds.daily(ten), "T10Y3M": worlds.daily(spread)}
    trace = rates.rate_normal(worlds.panel(series, date(2024, 7, 1)))
    bill = pd.Series(ten - spread)
    theirs = (bill - bill.rolling(2520, min_periods=1260).mean()).to_numpy()
    np.testing.assert_allclose(trace.value, theirs, rtol=1e-9, atol=1e-10)


def test_the_planted_rate_is_below_the_two_year_while_it_rises() -> None:
    frames, _ = planted.frames(sessions=900)
    trace = rates.ffr_2y(Panel(MemoryBackend(frames), planted.LAST_DAY))
    ahead = policy_rate(trace.days + 365) - policy_rate(trace.days)
    assert np.mean((trace.value < 0) == (ahead > 0)) > 0.9


def test_nulls_say_how_usual_a_state_is() -> None:
    frames, _ = planted.frames(sessions=900)
    told = measure(Panel(MemoryBackend(frames), planted.LAST_DAY),
                   ["macro.ffr_2y", "macro.curve_2s10s", "macro.rate_normal"])  # fmt: skip
    for one in told:
        assert one.reading.null is not None
        assert 0.0 < one.reading.null.rate < 1.0


def test_missing_series_are_named() -> None:
    for compute in (rates.ffr_2y, rates.ffr_target_2y, rates.curve_2s10s, rates.rate_normal):
        trace = compute(worlds.empty())
        assert trace.status == "not_measurable"
        assert "on file" in trace.reason
