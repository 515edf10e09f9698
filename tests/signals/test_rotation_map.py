"""The rotation map: weekly z-scores, quadrants, and a null that says rotation is no news."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.signals.rotation_map import CLOCKWISE_BY_CHANCE
from rotascope.signals.weekly import week_ends

Market = Callable[..., Panel]
NAME = "rotation_map.small_large"


def test_the_ratio_is_a_z_score_of_the_last_fourteen_completed_weeks(golden_panel: Panel) -> None:
    pair = golden_panel.pair("small_large")
    weeks = pair.log_ratio[week_ends(pair.days)][-14:]
    expected = 100.0 + (weeks[-1] - weeks.mean()) / weeks.std(ddof=1)
    (said,) = measure(golden_panel, [NAME])
    assert said.reading.value == pytest.approx(expected)
    assert said.reading.state in ("leading", "weakening", "lagging", "improving")
    assert f"is {said.reading.state} on" in said.reading.text


def test_a_quick_turn_up_of_a_laggard_is_improving(market: Market) -> None:
    draw = np.random.default_rng(1)
    fall = (-0.004 + 0.001 * draw.standard_normal(240)).tolist()
    panel = market({"IWM": fall + [0.002] * 15, "SPY": [0.0] * 255})
    assert measure(panel, [NAME])[0].reading.state == "improving"


def test_the_map_is_never_scored_and_its_null_is_sixty_seven_per_cent(golden_panel: Panel) -> None:
    (said,) = measure(golden_panel, [NAME])
    assert SIGNALS[NAME].sign == 0
    assert said.reading.lean is None
    assert said.reading.null is not None
    assert said.reading.null.rate == CLOCKWISE_BY_CHANCE
    assert said.reading.null.p is None


def test_noise_turns_clockwise_two_times_in_three() -> None:
    from rotascope.maths import rotation

    draw = np.random.default_rng(4)
    shares = []
    for _ in range(60):
        ratio, momentum = rotation.map_z(np.cumsum(draw.standard_normal(400)), 14, 1)
        shares.append(rotation.clockwise_share(ratio, momentum))
    assert float(np.mean(shares)) == pytest.approx(CLOCKWISE_BY_CHANCE, abs=0.01)


def test_too_few_weeks_are_counted(market: Market) -> None:
    said = measure(market({"IWM": [0.0] * 50, "SPY": [0.0] * 50}), [NAME])[0].reading
    assert said.status == "short_history"
    assert "of 28 completed weeks" in said.reason


def test_a_ratio_that_never_moves_has_no_standing(market: Market) -> None:
    said = measure(market({"IWM": [0.0] * 300, "SPY": [0.0] * 300}), [NAME])[0].reading
    assert (said.status, said.value) == ("undefined", None)
