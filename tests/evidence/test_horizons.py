"""Shares of variance by part and horizon: they sum to one, and what is planted is seen."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.evidence.horizons import PARTS, horizons, parts_of, shares
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, noise, sessions_to

N = 2600


def made(tide: float = 0.0, event: float = 0.0) -> Panel:
    """`tide`: return a basis point of the ten-year yield; `event`: sd of moves on decision days."""
    days, draw = sessions_to(LAST, N), np.random.default_rng(3)
    yields = 4.0 + np.cumsum(draw.normal(0, 0.05, N))
    at = np.arange(60, N, 32)
    steps = draw.normal(0, 0.004, N) + tide * np.diff(yields, prepend=yields[0])
    steps[at] += draw.normal(0, event, len(at)) if event else 0.0
    decided: list[tuple[date, float]] = [(days[t].item(), 0.0) for t in at]
    lines = {"IWM": np.cumsum(steps), "SPY": noise(N, 9, 0.0001)}
    return world(lines, macro={"DGS10": (days, yields)}, decisions=decided)


def test_shares_of_every_horizon_sum_to_one() -> None:
    """Row 148, and row 150's table of drivers by horizon."""
    told = horizons(made(0.05, 0.02), "size")
    by_span: dict[str, list[float]] = {}
    for row in told.rows:
        by_span.setdefault(row.label.split(":")[0], []).append(row.value or 0.0)
    assert list(by_span) == ["1 month", "3 months", "6 months", "12 months"]
    for span, found in by_span.items():
        assert len(found) == len(PARTS), span
        assert sum(found) == pytest.approx(1.0, abs=1e-9), span


def test_a_market_moved_by_yields_is_said_to_be() -> None:
    rows = {row.label: row for row in horizons(made(tide=0.2), "size").rows}
    assert (rows["3 months: yields and credit"].value or 0.0) > 0.7
    calm = {row.label: row for row in horizons(made(), "size").rows}
    assert abs(calm["1 month: yields and credit"].value or 0.0) < 0.1
    assert (calm["1 month: the rest"].value or 0.0) > 0.8


def test_a_market_moved_by_decisions_is_said_to_be_and_chance_is_their_share_of_sessions() -> None:
    rows = {row.label: row for row in horizons(made(event=0.05), "size").rows}
    policy = rows["1 month: policy decisions"]
    assert (policy.value or 0.0) > 0.6
    assert policy.usual == pytest.approx(1 / 32, abs=0.003)
    assert policy.interval is not None
    assert policy.interval.low > policy.usual


def test_every_session_is_split_without_remainder() -> None:
    panel = made(0.1, 0.02)
    pair = panel.pair("small_large")
    moved = np.diff(pair.log_ratio)
    parts, _ = parts_of(panel, pair.days[1:], moved)
    assert np.allclose(parts.sum(axis=1), moved)


def test_the_share_is_that_of_numpy_covariances() -> None:
    parts = np.random.default_rng(1).normal(size=(900, 4))
    found, low, high = shares(parts, 21)
    total = np.cumsum(np.vstack([np.zeros(4), parts]), axis=0)
    sums = total[21:] - total[:-21]
    whole = sums.sum(axis=1)
    expected = [np.cov(sums[:, j], whole)[0, 1] / np.var(whole, ddof=1) for j in range(4)]
    assert found == pytest.approx(expected, rel=1e-9)
    assert (low <= found).all()
    assert (found <= high).all()


def test_without_events_on_file_it_says_so() -> None:
    told = horizons(world({"IWM": noise(900, 1), "SPY": noise(900, 2)}), "size")
    assert told.status == "not_measurable"
    short = horizons(world({"IWM": noise(300, 1), "SPY": noise(300, 2)}), "size")
    assert short.status == "short_history"
