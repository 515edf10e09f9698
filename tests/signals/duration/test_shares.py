"""Shares of variance: planted answers are given, shares sum to one, doubt is said."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import shapley
from rotascope.signals.duration import drivers, shares
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.reading import measure
from tests.signals.duration import worlds

NAME = "duration.share.small_large"


def asked(beta: dict[str, float], noise: float) -> drivers.Weeks:
    panel = worlds.panel(*worlds.tilted(1500, beta, noise))
    return drivers.weeks(panel, PAIRS["small_large"], shares.COLUMNS)


@pytest.mark.parametrize(
    ("beta", "noise", "answer"),
    [
        ({"DFII10": -8.0}, 0.0005, "duration"),
        ({"BAMLH0A0HYM2": -8.0}, 0.0005, "growth"),
        ({}, 0.01, "size"),
        ({"DFII10": -3.0, "BAMLH0A0HYM2": -2.4}, 0.0005, "undetermined"),
    ],
)
def test_what_a_ratio_is_planted_to_be_about_is_answered(
    beta: dict[str, float], noise: float, answer: str
) -> None:
    panel = worlds.panel(*worlds.tilted(1500, beta, noise))
    (said,) = measure(panel, [NAME])
    assert said.reading.state == answer
    assert said.reading.interval is not None
    assert said.reading.lean is None
    words = {"undetermined": "undetermined", "size": "not about rates or growth: what is left"}
    assert words.get(answer, f"it is about {answer}") in said.reading.text


def test_the_three_shares_sum_to_one_on_every_day() -> None:
    found = asked({"DFII10": -3.0, "BAMLH0A0HYM2": -1.0}, 0.002)
    share = shares.explained(found)
    known = np.isfinite(share[:, 0])
    assert known.sum() == len(found) - shares.YEARS_5 + 1
    np.testing.assert_allclose(share[known].sum(axis=1), 1.0, rtol=1e-12)


def test_shares_made_a_year_at_a_time_are_those_of_their_window() -> None:
    found = asked({"DFII10": -3.0}, 0.002)
    path = shares.shares_path(found, shares.GROUPS, 260)
    told = shapley.shares(found.y[-260:], found.x[-260:], shares.GROUPS)
    np.testing.assert_allclose(path[-1], told, rtol=1e-10)


def test_while_the_two_largest_shares_overlap_the_answer_is_undetermined() -> None:
    near = np.column_stack([np.linspace(0.2, 0.5, 99), np.linspace(0.1, 0.4, 99), np.full(99, 0.3)])
    answer, bounds = shares.verdict(near)
    assert answer == "undetermined"
    assert bounds[0] == pytest.approx([0.215, 0.485], abs=0.01)
    far = np.column_stack([np.linspace(0.5, 0.7, 99), np.linspace(0.1, 0.4, 99), np.full(99, 0.1)])
    assert shares.verdict(far)[0] == "duration"


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5])
def test_intervals_of_shares_hold_the_truth_also_where_it_is_nil(part: float) -> None:
    """As the draws came, none of a hundred intervals held a share of nil, 3 of 4 one of a tenth."""
    draw, held = np.random.default_rng(11), []
    truth = np.array([part / 2, part / 2, 1.0 - part])
    for _ in range(120):
        x, own = draw.standard_normal((260, 4)), draw.standard_normal(260)
        y = x[:, [0, 2]].sum(axis=1) * (part / 2) ** 0.5 + own * (1.0 - part) ** 0.5
        parts = shapley.block_draws(y, x, shares.GROUPS, shares.BLOCK, shares.DRAWS, 3)
        grouped = np.column_stack([parts[:, g == shares.GROUPS].sum(axis=1) for g in (0, 1)])
        seen = shapley.shares(y, x, shares.GROUPS)
        told = np.array([seen[g == shares.GROUPS].sum() for g in (0, 1)])
        every = np.column_stack([grouped, 1.0 - grouped.sum(axis=1)])
        _, bounds = shares.verdict(shares.centred(every, np.append(told, 1.0 - told.sum())))
        held.append((bounds[:, 0] <= truth + 1e-12) & (truth <= bounds[:, 1] + 1e-12))
    assert np.mean(held, axis=0) == pytest.approx(0.88, abs=0.11)


def test_unrelated_rates_seem_to_explain_something_and_the_null_says_how_much() -> None:
    panel = worlds.panel(*worlds.tilted(1500, {}, 0.01))
    (said,) = measure(panel, [NAME])
    null = said.reading.null
    assert null is not None
    assert null.rate is not None
    assert null.p is not None
    assert 0.001 < null.rate < 0.02
    assert null.p > 0.01


def test_a_size_factor_would_take_nearly_all_and_is_only_shown() -> None:
    returns, changes = worlds.tilted(1700, {}, 0.005)
    gap = np.log1p(returns["IWM"]) - np.log1p(returns["SPY"])
    smb = np.diff(gap, prepend=0.0)  # levels are sums of changes: the series itself is the gap
    rows = worlds.panel(returns, changes | {"FF3D.SMB": np.append(gap[0] - 100.0, smb[1:])})
    trace = shares.share_of_rates(rows, "small_large")
    with_smb = dict(trace.beside)["with_smb"]
    assert with_smb[-1] > 0.95
    assert trace.text.endswith(f"would take {with_smb[-1] * 100:.0f} %")
    assert trace.value[-1] < 0.05


def test_under_five_years_there_is_no_share() -> None:
    panel = worlds.panel(*worlds.tilted(900, {}))
    (said,) = measure(panel, [NAME])
    assert said.reading.status == "short_history"
    assert "of 260 weeks" in said.reading.reason
