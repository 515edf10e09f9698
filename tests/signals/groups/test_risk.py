"""Whose risk an index is, from planted weekly returns."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.risk_shares import euler_shares
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.files import current
from rotascope.signals.groups.risk import own_share, risk_share
from rotascope.signals.reading import measure
from rotascope.signals.weekly import week_ends
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=1500)
    return Panel(MemoryBackend(frames), truth.last)


def _weeks(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """(returns, weights) by issuer of the newest file, the long way."""
    shares = current(panel, "PW:LARGE")[-1]
    days = panel.series("PW01").days
    days = days[days <= np.datetime64(shares.file.known_at)]
    ends = days[week_ends(days)][-105:]
    lines = [s for s, equity in zip(shares.file.symbols, shares.file.equity, strict=True) if equity]
    printed = dict(zip(shares.file.symbols, shares.file.weights, strict=True))
    levels = {}
    for line in lines:
        series = panel.series(line)
        at = np.searchsorted(series.days, ends)
        whole = at[0] < len(series) and (series.days[np.minimum(at, len(series) - 1)] == ends).all()
        if whole:
            levels[line] = series.levels[at]
    levels["PW02"] = printed["PW02"] * levels["PW02"] / levels["PW02"][-1]
    levels["PW02"] = levels["PW02"] + printed["PW03"] * levels["PW03"] / levels.pop("PW03")[-1]
    printed["PW02"] += printed["PW03"]
    moves = np.column_stack([v[1:] / v[:-1] - 1 for v in levels.values()])
    weights = np.array([printed[line] for line in levels])
    return moves, weights / weights.sum()


def test_the_share_of_the_ten_is_euler_on_the_sample_covariance(panel: Panel) -> None:
    moves, weights = _weeks(panel)
    ten = np.argsort(-weights)[:10]
    expected = euler_shares(weights, np.cov(moves.T))[ten].sum()
    assert risk_share(panel, "large_cap").value[-1] == pytest.approx(expected, rel=1e-5)


def test_the_own_share_is_what_a_regression_on_the_fund_leaves(panel: Panel) -> None:
    moves, weights = _weeks(panel)
    index = moves @ weights
    design = np.column_stack([np.ones(len(index)), index])
    residual = moves - design @ np.linalg.lstsq(design, moves, rcond=None)[0]
    variance = (residual**2).sum(axis=0) / (len(index) - 2)
    expected = (weights**2 * variance).sum() / index.var(ddof=1)
    assert own_share(panel, "large_cap").value[-1] == pytest.approx(expected, rel=1e-5)


def test_the_own_share_falls_as_the_hhi_does() -> None:
    # Equal weights in n issuers with like residuals: own share = residual variance / n / index variance.
    draw = np.random.default_rng(3)
    shares = []
    for n in (20, 80, 320):
        moves = 0.02 * draw.normal(size=(2000, 1)) + 0.03 * draw.normal(size=(2000, n))
        weights = np.full(n, 1 / n)
        index = moves @ weights
        betas = (index - index.mean()) @ moves / ((index - index.mean()) ** 2).sum()
        residual = (moves - moves.mean(axis=0) - np.outer(index - index.mean(), betas)).var(axis=0)
        shares.append((weights**2 * residual).sum() / index.var())
    assert shares[0] / shares[1] == pytest.approx(4.0, rel=0.25)
    assert shares[1] / shares[2] == pytest.approx(4.0, rel=0.25)


def test_each_file_has_one_value_dated_when_it_was_known(panel: Panel) -> None:
    trace = risk_share(panel, "large_cap")
    files = current(panel, "PW:LARGE")
    assert trace.days.tolist() == [s.file.known_at for s in files]
    assert np.isnan(trace.value[:20]).all(), "104 weeks are needed before the file"
    assert np.isfinite(trace.value[-24:]).all()


def test_a_fund_whose_lines_are_too_young_has_no_answer() -> None:
    frames, _ = planted.frames(seed=7, sessions=900)
    days = np.unique(frames["returns"]["date"].to_numpy())
    panel = Panel(MemoryBackend(frames), days[300].astype(object))
    (said,) = measure(panel, ["groups.risk_ten_large_cap"])
    assert (said.reading.status, said.reading.value) == ("undefined", None)
    assert "104 weekly returns" in said.reading.reason


def test_the_yardsticks_are_the_weight_and_the_count(panel: Panel) -> None:
    for said in measure(panel, ["groups.risk_ten_large_cap", "groups.own_risk_large_cap"]):
        assert said.reading.null is not None
        assert said.reading.null.p is None
        assert said.reading.lean is None
