"""AI and index leadership: their correlation is pandas', and nothing is left in the window's own fit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rotascope.signals.duration.ai import ai_and_index, rolling_correlation, without
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def trades(share: float, n: int = 900) -> dict[str, np.ndarray]:
    """Cap weight beats equal weight by a trade; the chip makers' fund holds `share` of it."""
    draw = np.random.default_rng(3)
    equal, trade = 0.01 * draw.standard_normal(n), 0.005 * draw.standard_normal(n)
    own = 0.005 * draw.standard_normal(n)
    ai = equal + share * trade + (1.0 - share**2) ** 0.5 * own
    return {"RSP": equal, "SPY": equal + trade, "SMH": ai}


@pytest.mark.parametrize("share", [0.0, 0.8])
def test_a_planted_correlation_is_found(share: float) -> None:
    panel = worlds.panel(trades(share), worlds.moves(900))
    (said,) = measure(panel, ["duration.ai_index"])
    read = said.reading
    assert read.value == pytest.approx(share, abs=0.2)
    assert read.interval is not None
    assert read.interval.low < said.trace.value[-1] < read.interval.high
    assert read.null is not None
    assert read.null.p is not None
    assert (read.null.p < 0.01) is (share > 0.5)
    assert "AI (SMH / RSP) and index leadership (SPY / RSP)" in read.text


def test_without_index_leadership_nothing_of_it_is_left() -> None:
    trace = ai_and_index(worlds.panel(trades(0.8), worlds.moves(900)))
    after = dict(trace.beside)["without_index"]
    assert abs(np.nanmean(after)) < 0.1
    assert np.nanmean(trace.value) > 0.7
    assert "(in its own window 0.00)" in trace.text


def test_in_its_own_window_the_residual_has_no_correlation_by_construction() -> None:
    draw = np.random.default_rng(1)
    index = draw.standard_normal(200)
    ai = 0.7 * index + draw.standard_normal(200)
    _, inside = without(ai, index)
    assert inside[-1] == pytest.approx(0.0, abs=1e-10)


def test_the_residual_of_a_week_uses_betas_of_the_weeks_before() -> None:
    draw = np.random.default_rng(1)
    index = draw.standard_normal(200)
    ai = 0.7 * index + draw.standard_normal(200)
    left, _ = without(ai, index)
    slope, constant = np.polyfit(index[95:199], ai[95:199], 1)
    assert left[199] == pytest.approx(ai[199] - constant - slope * index[199], rel=1e-9)


def test_correlations_are_those_of_pandas() -> None:
    draw = np.random.default_rng(2)
    x, y = draw.standard_normal((2, 120))
    told = pd.Series(x).rolling(52).corr(pd.Series(y)).to_numpy()
    np.testing.assert_allclose(rolling_correlation(x, y, 52), told, rtol=1e-9)
    assert np.isnan(rolling_correlation(x[:10], y[:10], 52)).all()


def test_without_an_ai_line_the_first_stand_in_is_named() -> None:
    lines = trades(0.5)
    del lines["SMH"]
    trace = ai_and_index(worlds.panel(lines, worlds.moves(900)))
    assert trace.status == "not_measurable"
    assert "SMH" in trace.reason
