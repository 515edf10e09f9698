"""Distance to the record, on price, over the history on file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.highs import DAILY, _nearness
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading
from tests.signals.conftest import LAST, lines

Market = Callable[..., Panel]
FLAT = [0.0] * 300


def _small(market: Market, returns: list[float]) -> Reading:
    return measure(market({"IWM": returns}), ["high.small_cap"])[0].reading


def test_a_fall_from_twelve_to_eleven_is_eight_and_a_third_per_cent_below(market: Market) -> None:
    # 10, 12, 11, 15: 0, 0, -8.33 %, 0 (a worked example); here after a flat year at 10.
    trace = measure(market({"IWM": [*FLAT, 0.2, -1 / 12, 4 / 11]}), ["high.small_cap"])[0].trace
    np.testing.assert_allclose(trace.value[-3:], [0.0, -1 / 12, 0.0], atol=1e-12)


def test_at_a_record_the_sentence_says_so_with_the_start_of_the_history(market: Market) -> None:
    panel = market({"IWM": [*FLAT, 0.01]})
    said = measure(panel, ["high.small_cap"])[0].reading
    start = panel.series("IWM", "pr").days[0]
    assert (said.value, said.state) == (0.0, "record")
    assert said.text == f"IWM closed at its record (price, history from {start})"


def test_highest_close_since_names_the_last_day_that_was_as_high(market: Market) -> None:
    # 100, up to 120, down to 90 for 100 sessions, then 110: highest since the day before the fall.
    panel = market({"IWM": [0.2] + [0.0] * 199 + [-0.25] + [0.0] * 99 + [110 / 90 - 1]})
    said = measure(panel, ["high.small_cap"])[0].reading
    series = panel.series("IWM", "pr")
    assert said.value == pytest.approx(110 / 120 - 1)
    assert said.text.endswith(f"its highest close since {series.days[200]}")


def test_lowest_close_since_is_said_too(market: Market) -> None:
    said = _small(market, [0.5, *FLAT, -0.2])
    # 100, 150, 120: the last close at or below 120 was the first one.
    assert "its lowest close since" in said.text


def test_within_three_per_cent_is_near(market: Market) -> None:
    assert _small(market, [*FLAT, 0.1, -0.02]).state == "near"
    assert _small(market, [*FLAT, 0.1, -0.04]).state == "below"


def test_dividend_adjusted_closes_are_refused_as_prices() -> None:
    bars = lines({"IWM": FLAT})["bars"].with_columns(basis=pl.lit("split+dividend"))
    other = Panel(MemoryBackend({"bars": bars}), LAST)
    said = measure(other, ["high.small_cap"])[0].reading
    assert said.value is None
    assert said.status == "not_measurable"


def test_a_record_needs_a_year_of_closes(market: Market) -> None:
    said = _small(market, [0.0] * 100)
    assert said.status == "short_history"
    assert said.reason == "IWM has 101 of 252 closes on file"


@pytest.mark.parametrize("drift", [-0.0005, 0.0, 0.0008])
@pytest.mark.parametrize("distance", [0.0, 0.02, 0.08, 0.2])
def test_nearness_under_the_null_is_what_walks_do(drift: float, distance: float) -> None:
    draw = np.random.default_rng(2)
    walks = np.cumsum(drift + 0.01 * draw.standard_normal((4000, 300)), axis=1)
    walks = np.concatenate([np.zeros((4000, 1)), walks], axis=1)
    depth = walks.max(axis=1) - walks[:, -1]
    share = float(np.mean(depth <= distance))
    assert _nearness(distance + DAILY * 0.01, 0.01, drift, 300) == pytest.approx(share, abs=0.03)


def test_a_line_far_below_its_record_is_told_the_chance_of_being_that_far(market: Market) -> None:
    steps = [*[0.0005 + 0.005 * (-1) ** k for k in range(900)], *[-0.02] * 15]
    said = measure(market({"IWM": steps}), ["high.small_cap"])[0].reading
    assert said.null is not None
    assert said.null.rate is not None
    assert "as far from its record" in said.null.statement
    assert said.null.rate < 0.05
    assert said.null.p == said.null.rate  # the sentence and the column say one chance


def test_the_distance_of_one_line_is_never_scored() -> None:
    alone = [name for name in SIGNALS if name.startswith("high.") and name != "high.gap"]
    assert len(alone) == 4
    assert {SIGNALS[name].sign for name in alone} == {0}
