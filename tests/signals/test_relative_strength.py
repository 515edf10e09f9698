"""Relative strength: geometric, total return, 126 sessions; short histories say which leg is short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals import pairs
from rotascope.signals.reading import measure
from rotascope.signals.relative_strength import relative_strength
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import LAST, lines

Market = Callable[..., Panel]


def test_the_relative_return_is_geometric_and_not_a_difference(market: Market) -> None:
    # Over 126 sessions IWM earns 13.99 %, MAGS' stand-in 25.79 %: 1.1399 / 1.2579 - 1 = -9.38071 %.
    small, large = [0.0] * 126, [0.0] * 126
    small[60], large[60] = 0.1399, 0.2579
    panel = market({"IWM": small, "SPY": large})
    (said,) = measure(panel, ["rs.small_large"])
    assert said.reading.value == pytest.approx(-0.0938071, abs=1e-7)
    assert said.reading.text == "IWM trailed SPY by 9.4 % in 126 sessions, total return"


def test_a_stand_in_is_said_to_be_one(market: Market) -> None:
    panel = market({"SIZE": [0.001] * 200, "SPY": [0.0] * 200})
    said = measure(panel, ["rs.small_large"])[0].reading
    assert said.text.endswith("in 126 sessions, total return, by proxy")


def test_a_young_leg_is_named_with_how_much_of_it_there_is(market: Market) -> None:
    panel = market({"XMAG": [0.0] * 12, "MAGS": [0.0] * 300})
    (said,) = measure(panel, ["rs.rest_few"])
    began = panel.series("XMAG").days[0]
    assert said.reading.status == "short_history"
    assert said.reading.reason == f"XMAG starts {began}: 12 of 126 sessions"
    assert said.reading.value is None


def test_a_pair_without_a_leg_is_not_measurable(market: Market) -> None:
    (said,) = measure(market({"IWM": [0.0] * 300}), ["rs.small_large"])
    assert said.reading.status == "not_measurable"
    assert "large_cap" in said.reading.reason


def test_a_pair_whose_leg_has_ended_is_stale_not_old_news(market: Market) -> None:
    panel = market({"IWM": [0.001] * 300, "SPY": [0.0] * 300})
    later = Panel(panel.backend, date(2024, 7, 5))
    (said,) = measure(later, ["rs.small_large"])
    # 2024-07-01, 02, 03 and 05 are sessions; the 4th is a holiday.
    assert (said.reading.status, said.reading.age_sessions) == ("stale", 4)
    assert said.reading.value is None


def test_a_window_full_of_holes_has_no_value() -> None:
    frame = lines({"IWM": [0.0] * 400, "SPY": [0.0] * 400})["returns"].with_row_index()
    third = (pl.col("index") % 3 == 1) & pl.col("instrument").str.contains("SPY")
    holey = Panel(MemoryBackend({"returns": frame.filter(~third).drop("index")}), LAST)
    (said,) = measure(holey, ["rs.small_large"])
    assert said.reading.value is None
    assert "of the last 126 sessions are on file" in said.reading.reason


def test_without_leadership_half_of_all_windows_end_closer_than_the_null_says(
    market: Market,
) -> None:
    draw = np.random.default_rng(11)
    inside, p = 0, []
    for _ in range(120):
        panel = market({"IWM": 0.006 * draw.standard_normal(300), "SPY": [0.0] * 300})
        (said,) = measure(panel, ["rs.small_large"])
        assert said.reading.value is not None
        assert said.reading.null is not None
        inside += abs(said.reading.value) <= said.reading.null.rate
        p.append(said.reading.null.p)
    # Binomial(120, 0.5): 2.6 sd are 14.
    assert 46 <= inside <= 74
    assert 0.4 < float(np.mean(p)) < 0.6


def test_the_sign_of_the_pair_turns_the_lean(golden_panel: Panel) -> None:
    assert SIGNALS["rs.top100_all"].sign == -1
    assert SIGNALS["rs.small_large"].sign == 1
    assert SIGNALS["rs.sp600_few"].sign == SIGNALS["rs.french"].sign == 0
    (said,) = measure(golden_panel, ["rs.top100_all"])
    assert said.reading.lean == pytest.approx(1.0 - 2.0 * said.reading.percentile)


def test_a_monthly_pair_counts_months(golden_panel: Panel) -> None:
    trace = relative_strength(golden_panel, "french")
    pair = pairs.dated(golden_panel, "french")
    expected = np.expm1(pair.log_ratio[-1] - pair.log_ratio[-7])
    assert trace.value[-1] == pytest.approx(expected)
    assert "in 6 months" in trace.text


def test_the_planted_rotations_are_seen_with_the_right_sign(golden_panel: Panel) -> None:
    # Both axes turned to small / the rest 330 and 230 sessions before the end.
    for name in ("rs.small_large", "rs.rest_few"):
        (said,) = measure(golden_panel, [name])
        assert said.reading.value is not None
        assert said.reading.value > 0.1
        assert said.reading.lean is not None
        assert said.reading.lean > 0.5


@pytest.mark.parametrize(("days", "ranked"), [(756, False), (757, True)])
def test_two_windows_of_days_are_no_past_to_rank_in(
    market: Market, days: int, ranked: bool
) -> None:
    """XMAG / MAGS leaned 0.99 on 285 days of a 126-session return: they hold 2.3 such windows."""
    draw = np.random.default_rng(2).standard_normal((2, days - 1)) * 0.01
    panel = market({"IWM": draw[0].tolist(), "SPY": draw[1].tolist()})
    (said,) = measure(panel, ["rs.small_large"])
    assert said.reading.value is not None
    assert (said.reading.percentile is not None) is ranked
    assert (said.reading.lean is not None) is ranked
