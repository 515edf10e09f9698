"""Kinds of tests: what is planted is found, chance is not, and p is uniform on noise."""

from __future__ import annotations

from datetime import date

import numpy as np
from scipy import stats as oracle

from rotascope.evidence.tested import After, Moves, after_condition, by_policy, in_months
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, market, noise, sessions_to

N = 6000


def policy(effect: float = 0.0, seed: int = 4) -> Panel:
    """Decisions every 32 sessions in runs of cuts, holds and hikes; pair rises `effect` after cuts."""
    days = sessions_to(LAST, N)
    at = np.arange(40, N, 32)
    kinds = np.repeat(np.array([-0.25, 0.0, 0.25, 0.0] * 20), 8)[: len(at)]
    small = noise(N, seed, 0.004)
    for t, change in zip(at, kinds, strict=True):
        if change < 0.0:
            small[t + 1 :] += effect * np.clip(np.arange(1, N - t) / 32, 0, 1)
    rows: list[tuple[date, float]] = [
        (days[t].item(), float(c)) for t, c in zip(at, kinds, strict=True)
    ]
    return world({"IWM": small, "SPY": np.zeros(N)}, decisions=rows)


def test_a_rise_after_cuts_is_found_with_n_interval_and_p() -> None:
    """Row 112: difference with its interval and n by cut, hold and hike."""
    found = by_policy(Moves.CUT, "size", 63)(policy(0.03))
    assert [row.label for row in found.rows] == ["after a cut", "after a hold", "after a hike"]
    assert all(row.n >= 8 and row.interval is not None for row in found.rows)
    assert found.difference is not None
    assert found.difference > 0.02
    assert found.interval is not None
    assert found.interval.low < found.difference < found.interval.high
    assert found.p is not None
    assert found.p < 0.05


def test_noise_after_cuts_is_not_called_an_effect() -> None:
    found = [by_policy(Moves.CUT, "size", 63)(policy(0.0, seed)).p for seed in range(20)]
    assert oracle.kstest([p for p in found if p is not None], "uniform").pvalue > 0.01


def test_without_decisions_or_of_a_kind_that_never_was_nothing_is_tested() -> None:
    panel = market({"IWM": noise(900, 1), "SPY": noise(900, 2)})
    assert "table events" in by_policy(Moves.CUT, "size", 63)(panel).reason
    held = world({"IWM": noise(900, 1), "SPY": noise(900, 2)}, decisions=[(date(2024, 1, 31), 0.0)])
    assert "'cut'" in by_policy(Moves.CUT, "size", 63)(held).reason


def test_after_a_condition_is_what_base_rates_count() -> None:
    from rotascope.evidence.base_rate import base_rate

    panel = market({"IWM": noise(5000, 1), "SPY": noise(5000, 2)})
    text = 'rs("IWM/SPY").streak >= 5'
    found = after_condition(After(text, "size", 63))(panel)
    same = next(
        o for o in base_rate(panel, text).outcomes if (o.line, o.months) == ("IWM / SPY", 3)
    )
    assert (found.n, found.difference, found.p) == (same.n, same.difference, same.p)
    index = after_condition(After(text, "index", 63))(panel)
    assert index.notes[0].startswith("SPY:")


def test_a_condition_of_an_absent_signal_or_line_says_so() -> None:
    panel = market({"IWM": noise(900, 1), "SPY": noise(900, 2)})
    assert "no observable" in after_condition(After("nonesuch.x > 0", "size", 63))(panel).reason
    silent = after_condition(After('rs("A/B").streak > 2', "size", 63))(panel)
    assert "no total-return series" in silent.reason


def january(effect: float, seed: int) -> Panel:
    first = sessions_to(LAST, N).astype("datetime64[M]").astype(int) % 12 == 0
    small = noise(N, seed, 0.004) + np.cumsum(np.where(first, effect, 0.0))
    return market({"IWM": small, "SPY": np.zeros(N)})


def test_a_planted_january_is_found_and_noise_is_not() -> None:
    told = in_months((1,), "size")(january(0.004, 2))
    assert told.p is not None
    assert told.p < 0.01
    assert told.n == 24
    by_chance = [in_months((1,), "size")(january(0.0, seed)).p or 0.0 for seed in range(30)]
    assert oracle.kstest(by_chance, "uniform").pvalue > 0.05


def test_a_short_pair_has_no_months_to_test() -> None:
    short = in_months((1,), "size")(market({"IWM": noise(400, 1), "SPY": noise(400, 2)}))
    assert "36 months" in short.reason
