"""Trend-line breaks: the state machine on planted shapes, the orientation, and the noise beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.terms import Reading
from tests.signals.conftest import LAST, sessions_to

Market = Callable[..., Panel]
NAME = "trend_break.small_large"


def _fall_then(tail: list[float], seed: int = 3, n: int = 850) -> list[float]:
    draw = np.random.default_rng(seed)
    return [*(-0.0010 + 0.004 * draw.standard_normal(n)), *tail]


def _read(market: Market, small: list[float]) -> Reading:
    panel = market({"IWM": small, "SPY": [0.0] * len(small)})
    return measure(panel, [NAME])[0].reading


def test_a_long_fall_is_a_downtrend_below_its_line(market: Market) -> None:
    said = _read(market, _fall_then([]))
    assert said.state == "downtrend"
    assert said.value is not None
    assert said.value < 0
    assert said.lean is None
    assert "unbroken" in said.text


def test_a_turn_is_a_break_then_confirmed_and_leans_by_a_fifth(market: Market) -> None:
    said = _read(market, _fall_then([0.003] * 60))
    assert said.state == "confirmed"
    assert said.lean == pytest.approx(0.2)
    assert "downtrend line, broken on" in said.text
    assert [m.label for m in said.marks][-2:] == [
        "first close above the downtrend line",
        "break of the downtrend line confirmed",
    ]


def test_a_break_that_falls_back_has_failed_and_leans_nowhere(market: Market) -> None:
    states = set()
    for tail in range(5, 60, 5):
        said = _read(market, _fall_then([0.004] * 25 + [-0.012] * tail))
        states.add(said.state)
        if said.state == "failed":
            assert said.lean == 0.0
            assert "fell back under" in said.text
    assert "failed" in states


def test_a_ratio_that_rises_has_no_line_to_break(market: Market) -> None:
    said = _read(market, [0.001] * 900)
    assert (said.status, said.value) == ("undefined", None)
    assert "nothing to break" in said.reason


def test_a_ratio_that_stays_above_does_not_break_out_again(market: Market) -> None:
    said = _read(market, _fall_then([0.003] * 220))
    turn = sessions_to(LAST, 221)[0].item()
    breaks = [m for m in said.marks if m.label.startswith("first close above") and m.date > turn]
    assert len(breaks) == 1


def test_two_years_of_weeks_are_needed(market: Market) -> None:
    said = _read(market, [0.0] * 400)
    assert said.status == "short_history"
    assert "of 105 completed weeks" in said.reason


def test_up_is_always_the_rest(market: Market) -> None:
    # OEF falls against SPY: the rest lead, so that the turned ratio SPY / OEF rises.
    n = 850
    panel = market({"OEF": _fall_then([], n=n), "SPY": [0.0] * n})
    said = measure(panel, ["trend_break.top100_all"])[0].reading
    assert said.status == "undefined"
    assert "SPY / OEF" in said.reason
    assert SIGNALS["trend_break.top100_all"].sign == 1


def test_noise_breaks_such_lines_most_of_the_time_and_the_reading_says_so(market: Market) -> None:
    said = _read(market, _fall_then([0.003] * 60))
    assert said.null is not None
    assert said.null.rate is not None
    assert 0.4 < said.null.rate < 0.95
    assert said.null.statement.startswith("noise confirms a break of such a line within 52 weeks")


def test_mid_week_the_reading_is_as_fresh_as_the_ratio(market: Market) -> None:
    panel = market({"IWM": _fall_then([]), "SPY": [0.0] * 850})
    wednesday = Panel(panel.backend, panel.sessions[-3].item())
    said = measure(wednesday, [NAME])[0].reading
    assert said.age_sessions == 0
    assert said.known_at is not None
    assert said.known_at < wednesday.as_of
