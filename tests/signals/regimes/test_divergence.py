"""Does the average share confirm the index's high?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure

Market = Callable[..., Panel]
NAME = "divergence.cap_equal"


def measured(market: Market, equal: list[float], index: list[float]) -> Measured:
    return measure(market({"RSP": equal, "SPY": index}), [NAME])[0]


def test_an_index_at_its_high_without_the_average_share_is_divergent(market: Market) -> None:
    said = measured(market, [0.001] * 300 + [-0.002] * 60, [0.001] * 360).reading
    assert said.state == "the index alone"
    # 60 sessions of -0.2 %: 11.3 % below; the index at its high.
    assert said.value == pytest.approx(0.998**60 - 1, rel=1e-9)
    assert "SPY is at its 252-session high: the index's high is not confirmed" in said.text
    assert said.lean is not None
    assert said.lean < 0


def test_both_at_their_highs_confirm_one_another(market: Market) -> None:
    said = measured(market, [0.001] * 400, [0.0005] * 400).reading
    assert said.state == "both"
    assert said.value == 0.0


def test_a_fall_of_both_is_apart_not_divergent(market: Market) -> None:
    trace = measured(market, [0.001] * 300 + [-0.003] * 40, [0.001] * 300 + [-0.002] * 40).trace
    assert trace.states[-1] == "not both"
    assert trace.value[-1] < 0


def test_the_null_holds_on_noise(market: Market) -> None:
    p = []
    for seed in range(20):
        draw = np.random.default_rng(seed)
        common = 0.0004 + 0.01 * draw.standard_normal(700)
        own = 0.003 * draw.standard_normal(700)
        null = measured(market, (common + own).tolist(), common.tolist()).reading.null
        assert null is not None
        p.append(null.p)
    assert sum(x is not None and x < 0.1 for x in p) <= 6


def test_a_missing_line_is_named(market: Market) -> None:
    said = measure(market({"SPY": [0.0] * 300}), [NAME])[0].reading
    assert said.status == "not_measurable"
    assert measured(market, [0.0] * 100, [0.0] * 100).reading.status == "short_history"
