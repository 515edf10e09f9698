"""What the regime signals share: completed weeks, and answers that only add a step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rotascope import recall
from rotascope.panel import Panel
from rotascope.signals.regimes import weeks as shared
from rotascope.signals.regimes.weeks import MAIN, Weeks, grown, weeks, year_ends
from rotascope.signals.trace import Trace

Market = Callable[..., Panel]


def test_weeks_are_completed_ones_turned_so_that_up_is_small(market: Market) -> None:
    found = weeks(market({"IWM": [0.01] * 300, "SPY": [0.0] * 300}), "small_large", 50)
    assert isinstance(found, Weeks)
    assert (found.changes > 0).all()
    assert len(found.days) == len(found.changes) + 1 == len(found.ratio)
    assert found.label == "IWM / SPY"
    assert (np.diff(found.days).astype(int) >= 3).all()


def test_too_few_weeks_are_counted(market: Market) -> None:
    said = weeks(market({"IWM": [0.0] * 100, "SPY": [0.0] * 100}), "small_large", 104)
    assert isinstance(said, Trace)
    assert said.reason.endswith("of 105 completed weeks")


def test_an_absent_pair_says_so(market: Market) -> None:
    said = weeks(market({"IWM": [0.0] * 100}), "small_large", 104)
    assert isinstance(said, Trace)
    assert said.status == "not_measurable"


def test_years_end_where_the_calendars_do() -> None:
    days = np.array(["2022-12-23", "2022-12-30", "2023-01-06", "2023-12-29", "2024-01-05"], "M8[D]")
    assert year_ends(days) == [2, 4]


def test_a_longer_past_only_adds_its_own_stretch() -> None:
    stretches: list[tuple[int, int]] = []
    x = np.random.default_rng(99).standard_normal(30)

    def step(before: float, low: int, high: int) -> float:
        stretches.append((low, high))
        return before + float(x[low:high].sum())

    assert grown("weeks-test", x, [10, 20], 0.0, step) == x[:10].sum() + x[10:20].sum()
    grown("weeks-test", x, [10, 20, 30], 0.0, step)
    grown("weeks-test", x, [10, 20, 30], 0.0, step)
    assert stretches == [(0, 10), (10, 20), (20, 30)]
    assert grown("weeks-test", x, [], 7.0, step) == 7.0
    assert recall.MOST > 100


def test_the_leader_is_named_by_its_leg(market: Market) -> None:
    panel = market({"IWM": [0.0] * 300, "SPY": [0.0] * 300})
    pair = panel.pair("small_large")
    assert shared.leader_word(panel, pair, 1) == "IWM"
    assert shared.leader_word(panel, pair, -1) == "SPY"
    assert {spec.name for spec in MAIN} == {"small_large", "rest_few", "equal_cap"}
