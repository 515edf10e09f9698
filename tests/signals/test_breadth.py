"""Breadth by hand on small universes, and against chance on noise."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.catalog import load
from rotascope.maths.stats import wilson
from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading
from tests.signals.conftest import LAST, lines, sessions_to

INDEX = "PW500"
CATALOG = load()


def _members(symbols: list[str], first: date) -> pl.DataFrame:
    n = len(symbols)
    return pl.DataFrame(
        {
            "dataset": ["made"] * n,
            "index": [INDEX] * n,
            "symbol": symbols,
            "date": [first] * n,
            "known_at": [first] * n,
            "last": [None] * n,
        },
        schema_overrides={"last": pl.Date},
    )


def read(name: str, stocks: np.ndarray, fund: np.ndarray, listed: int = 0) -> Reading:
    """stocks (N, T) and fund (T,): returns. `listed` more members have no prices."""
    named = {f"M{n:02d}": row.tolist() for n, row in enumerate(stocks)}
    first = sessions_to(LAST, stocks.shape[1] + 1)[0].item()
    symbols = [*named, *(f"GONE{n}" for n in range(listed))]
    frames = lines(named | {"SPY": fund.tolist()}, prices=False)
    panel = Panel(MemoryBackend(frames | {"members": _members(symbols, first)}), LAST)
    return measure(panel, [name])[0].reading


def flat(n: int, length: int = 300) -> np.ndarray:
    return np.zeros((n, length))


def test_a_third_of_the_members_beat_the_index() -> None:
    stocks = flat(12)
    stocks[:4, -50], stocks[4:, -50] = 0.3, 0.0
    said = read("breadth.beat_share", stocks, np.full(300, 0.0) + np.eye(1, 300, 250)[0] * 0.1)
    assert said.value == pytest.approx(4 / 12)
    assert said.n_obs == 175
    assert said.interval is not None
    assert (said.interval.low, said.interval.high) == pytest.approx(wilson(4, 12, 0.9))
    assert "33 % of 12 members of the planted index beat SPY in 126 sessions" in said.text


def test_on_noise_the_share_that_beats_the_mean_is_the_chance_level_not_a_half() -> None:
    draw = np.random.default_rng(8)
    gaps = []
    for _ in range(6):
        log = 0.035 * draw.standard_normal((300, 200))  # s = .035 sqrt 126 = .39 over the window
        stocks = np.expm1(log)
        held = np.exp(np.concatenate([np.zeros((300, 1)), np.cumsum(log, axis=1)], axis=1))
        # The index earns the members' mean of the whole window on its first session.
        index = np.zeros(200)
        index[200 - 126] = float((held[:, -1] / held[:, 200 - 126]).mean()) - 1.0
        said = read("breadth.beat_share", stocks, index)
        assert said.value is not None
        assert said.null is not None
        assert said.null.rate is not None
        assert 0.40 < said.null.rate < 0.44
        gaps.append(said.value - said.null.rate)
    assert float(np.mean(gaps)) == pytest.approx(0.0, abs=0.03)


def test_members_of_the_window_s_start_count_not_those_of_its_end() -> None:
    said = read("breadth.beat_share", flat(12), np.zeros(300))
    assert said.value == 0.0  # a tie does not beat
    assert said.null is not None


def test_equal_weight_less_the_index_is_arithmetic() -> None:
    stocks = flat(10)
    stocks[:5, -20] = 0.2
    fund = np.zeros(300)
    fund[-20] = 0.04
    said = read("breadth.equal_cap", stocks, fund)
    # Half earn 20 %, the mean 10 %, the index 4 %.
    assert said.value == pytest.approx(0.06, rel=1e-5)
    assert "returned more than SPY by 6.0 %" in said.text


def test_too_few_prices_are_low_coverage_with_the_count() -> None:
    said = read("breadth.above_50", flat(12), np.zeros(300), listed=4)
    assert (said.status, said.value) == ("low_coverage", None)
    assert said.reason.startswith("12 of 16 members")
    assert said.coverage == pytest.approx(12 / 16)


def test_planted_rotation_to_the_rest_shows_in_the_beat_share(golden_panel: Panel) -> None:
    share, gap = (
        m.reading for m in measure(golden_panel, ["breadth.beat_share", "breadth.equal_cap"])
    )
    assert share.lean is not None
    assert share.lean > 0
    assert gap.value is not None
    assert gap.value > 0
    assert gap.lean is None  # rs.equal_cap scores it


def test_the_sample_s_names_are_said_to_be_chosen_with_hindsight() -> None:
    names = ["AAPL", "MSFT", "AMD", "BAC", "BBY", "CVX", "GE", "HD", "JNJ", "JPM", "KO", "LLY",
             "MRK", "PEP", "PFE", "PG", "RRC", "UNH", "WMT", "XOM"]  # fmt: skip
    frames = lines({name: [0.0] * 300 for name in [*names, "SPY"]}, prices=False)
    panel = Panel(MemoryBackend(frames), LAST)
    said = measure(panel, ["breadth.above_50"])[0].reading
    assert "20 names chosen with hindsight" in said.text
    assert said.sources[0].note == "20 names chosen with hindsight"


def test_the_average_less_the_index_is_told_beside_what_noise_does() -> None:
    # Members at random around the index: daily sd of the mean of 16 independent 1 % steps = 0.25 %,
    # so that half of all 126-session windows end more than 0.6745 x 0.25 % x sqrt(126) = 1.9 % apart.
    stocks = np.random.default_rng(3).standard_normal((16, 900)) * 0.01
    null = read("breadth.equal_cap", stocks, np.zeros(900)).null
    assert null is not None
    assert null.rate == pytest.approx(0.0189, rel=0.1)
    assert null.p is not None
    assert 0.0 <= null.p <= 1.0


def test_names_chosen_with_hindsight_get_no_probability() -> None:
    symbols = ("AAPL", "MSFT", *CATALOG.baskets["OTHER18"].symbols)
    stocks = np.random.default_rng(4).standard_normal((20, 300)) * 0.01
    rows = {symbol: row.tolist() for symbol, row in zip(symbols, stocks, strict=True)}
    panel = Panel(MemoryBackend(lines(rows | {"SPY": [0.0] * 300}, prices=False)), LAST)
    said = measure(panel, ["breadth.beat_share"])[0].reading
    assert said.value is not None
    assert said.null is not None
    assert said.null.p is None
    assert "survived" in said.null.statement
