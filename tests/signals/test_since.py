"""Since when: dated as it would have been dated on each day, against shuffled weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.reading import Measured, measure

Market = Callable[..., Panel]
NAME = "since.small_large"


def _measured(market: Market, small: list[float]) -> Measured:
    return measure(market({"IWM": small, "SPY": [0.0] * len(small)}), [NAME])[0]


def _shifted(seed: int, turn: int = 700, n: int = 900, shift: float = 0.003) -> list[float]:
    draw = np.random.default_rng(seed)
    drift = np.where(np.arange(n) < turn, -shift / 2, shift / 2)
    return (drift + 0.006 * draw.standard_normal(n)).tolist()


def test_a_planted_turn_is_dated_within_a_quarter(market: Market) -> None:
    said = _measured(market, _shifted(1)).reading
    assert said.state == "up"
    assert said.value is not None
    # The turn is 200 sessions before the end.
    assert abs(said.value - 200) <= 63
    assert "found looking back, not known then" in said.text


def test_a_turn_downwards_is_said_to_be_one(market: Market) -> None:
    assert _measured(market, [-x for x in _shifted(1)]).reading.state == "down"


def test_a_change_is_marked_on_the_week_it_was_first_dated_not_on_the_week_it_happened(
    market: Market,
) -> None:
    measured = _measured(market, _shifted(1))
    turn = measured.trace.days[-1] - np.timedelta64(280, "D")
    (mark,) = [m for m in measured.trace.marks if np.datetime64(m.date) > turn]
    assert np.datetime64(mark.date) > turn + np.timedelta64(60, "D")
    dated = date.fromisoformat(mark.label.removeprefix("a change is dated to "))
    assert dated < mark.date


def test_noise_is_seldom_dated(market: Market) -> None:
    hits = 0
    for seed in range(40):
        said = _measured(market, _shifted(seed, shift=0.0)).reading
        hits += said.value is not None
    assert hits <= 8


def test_without_a_change_there_is_no_number_and_the_reason_says_so(market: Market) -> None:
    silent = [_measured(market, _shifted(seed, shift=0.0)).reading for seed in range(5)]
    said = next(s for s in silent if s.value is None)
    assert said.status == "undefined"
    assert said.reason.startswith("no dated change in the weekly drift of IWM / SPY")


def test_the_null_is_the_share_of_shuffles_that_are_dated(market: Market) -> None:
    said = _measured(market, _shifted(1)).reading
    assert said.null is not None
    assert said.null.rate is not None
    assert 0.0 <= said.null.rate <= 0.3


def test_short_histories_are_counted_in_weeks(market: Market) -> None:
    said = _measured(market, [0.0] * 300).reading
    assert said.status == "short_history"
    assert "of 105 completed weeks" in said.reason


def test_planted_rotations_are_dated_on_both_axes(golden_panel: Panel) -> None:
    _, truth = planted.frames(seed=7, sessions=900)
    for name, axis in (("since.small_large", "size"), ("since.equal_cap", "concentration")):
        said = measure(golden_panel, [name])[0].reading
        planted_days = np.busday_count(truth.newest(axis).date, truth.last)
        assert said.state == "up"
        assert said.value == pytest.approx(planted_days, abs=63)
