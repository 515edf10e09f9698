"""Shares by horizon: they sum to one, and a slow driver shows at long horizons only."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.duration import drivers, horizons
from rotascope.signals.duration.horizons import HORIZONS, by_horizon, overlapping, variance_ratio
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def weeks(y: np.ndarray, x: np.ndarray) -> drivers.Weeks:
    days = np.arange(np.datetime64("2010-01-01"), np.datetime64("2010-01-01") + 7 * len(y), 7)
    return drivers.Weeks("A / B", days, days, y, x, 2)


def test_sums_overlap_by_all_but_one_week() -> None:
    values = np.arange(6.0)[:, None]
    assert overlapping(values, 3)[:, 0].tolist() == [3.0, 6.0, 9.0, 12.0]
    assert overlapping(values, 1)[:, 0].tolist() == values[:, 0].tolist()


@pytest.mark.parametrize("horizon", HORIZONS.values())
def test_shares_of_every_horizon_sum_to_one(horizon: int) -> None:
    draw = np.random.default_rng(1)
    x = draw.standard_normal((400, 4))
    share = by_horizon(weeks(x @ [0.5, 0.2, -0.4, 0.1] + draw.standard_normal(400), x), horizon)
    assert len(share) == 400
    known = share[np.isfinite(share[:, 0])]
    assert len(known) == 400 - horizons.WINDOW - horizon + 2
    np.testing.assert_allclose(known.sum(axis=1), 1.0, rtol=1e-10)


def test_noise_that_cancels_leaves_rates_more_at_long_horizons() -> None:
    draw = np.random.default_rng(2)
    x = draw.standard_normal((600, 4))
    noise = 3.0 * np.diff(draw.standard_normal(601))  # of 13 weeks of it only the ends remain
    found = weeks(x[:, 0] + noise, x)
    share = [by_horizon(found, n)[-1, 0] for n in HORIZONS.values()]
    assert share[0] < share[1] < share[2]
    assert share[2] > 0.3


def test_the_signal_says_all_three_horizons_and_its_null_what_chance_explains() -> None:
    returns, changes = worlds.tilted(1500, {"BAMLH0A0HYM2": -3.0}, 0.004)
    dollar = 0.3 * np.random.default_rng(3).standard_normal(1500)
    panel = worlds.panel(returns, changes | {"DTWEXBGS": dollar})
    (said,) = measure(panel, ["duration.horizon.small_large"])
    read = said.reading
    assert read.status == "ok"
    for words in ("over 1 week rates", "over 4 weeks rates", "over 13 weeks rates", "five years"):
        assert words in read.text
    beside = dict(said.trace.beside)
    assert len(beside) == 9
    assert beside["credit_1w"][-1] > 3 * beside["rates_1w"][-1]
    assert read.null is not None
    assert read.null.rate is not None
    assert 0.0 < read.null.rate < 0.05


def test_no_answer_comes_before_every_horizon_has_one() -> None:
    returns, changes = worlds.tilted(1500, {})
    dollar = 0.3 * np.random.default_rng(3).standard_normal(1500)
    panel = worlds.panel(returns, changes | {"DTWEXBGS": dollar})
    trace = horizons.horizons(panel)
    assert np.isnan(trace.value[: horizons.WINDOW + 11]).all()
    assert np.isfinite(trace.value[horizons.WINDOW + 12 :]).all()


def test_days_that_are_planted_to_be_wider_are_found_wider() -> None:
    moves = np.random.default_rng(5).standard_normal(1000)
    special = np.arange(1000) % 30 == 0
    assert variance_ratio(moves, special) == pytest.approx(1.0, abs=0.4)
    moves[special] *= 2.0
    assert variance_ratio(moves, special) == pytest.approx(4.0, abs=1.4)
    assert variance_ratio(moves[:60], special[:60]) is None
