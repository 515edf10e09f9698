"""Records side by side: only the gap says who leads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.evidence.lines import evidence
from rotascope.panel import Panel
from rotascope.signals.reading import measure

Market = Callable[[dict[str, list[float]]], Panel]
CALM = [0.001 * (-1) ** k for k in range(400)]


def test_a_market_that_fell_is_no_evidence_for_the_one_that_fell_more(market: Market) -> None:
    # Small caps 30 % and large caps 20 % below their records: large caps stand nearer.
    panel = market({"IWM": [*CALM, -0.3], "SPY": [*CALM, -0.2]})
    said = measure(panel, ["high.gap"])[0].reading
    assert said.value == pytest.approx(-0.1, abs=0.001)
    assert said.lean is not None
    assert said.lean < 0
    assert said.text == "IWM 30.1 % below its record, SPY 20.1 % below its own (price)"


def test_the_distance_of_one_line_alone_is_shown_and_never_evidence(market: Market) -> None:
    panel = market({"IWM": [*CALM, -0.3], "SPY": [*CALM, -0.2]})
    shown = [m.reading for m in measure(panel, ["high.small_cap", "high.large_cap"])]
    assert all(one.value is not None and one.lean is None for one in shown)
    assert evidence(shown, "size", 1) == ((), ())


def test_swapping_the_lines_changes_the_sign(market: Market) -> None:
    there = measure(market({"IWM": [*CALM, -0.3], "SPY": [*CALM, -0.2]}), ["high.gap"])[0].reading
    back = measure(market({"IWM": [*CALM, -0.2], "SPY": [*CALM, -0.3]}), ["high.gap"])[0].reading
    assert there.value == pytest.approx(-(back.value or 0.0))


def test_lines_without_a_leader_stand_apart_as_the_null_says(market: Market) -> None:
    rng = np.random.default_rng(5)
    p = []
    for _ in range(40):
        steps = 0.0002 + 0.01 * rng.standard_normal((2, 500))
        panel = market({"IWM": steps[0].tolist(), "SPY": steps[1].tolist()})
        null = measure(panel, ["high.gap"])[0].reading.null
        assert null is not None
        assert null.p is not None
        p.append(null.p)
    assert 0.3 < np.mean(p) < 0.7
    assert np.mean(np.array(p) < 0.1) < 0.3


def test_a_year_of_common_closes_is_needed(market: Market) -> None:
    said = measure(market({"IWM": CALM[:100], "SPY": CALM[:100]}), ["high.gap"])[0].reading
    assert said.status == "short_history"
