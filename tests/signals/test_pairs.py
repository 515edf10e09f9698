"""What signals on pairs share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.signals import pairs

Market = Callable[..., Panel]


def test_monthly_pairs_are_not_daily_pairs() -> None:
    assert {pair.name for pair in pairs.EVERY} - {pair.name for pair in pairs.DAILY} == {"french"}


def test_pairs_that_mix_axes_or_are_history_are_never_scored_and_say_why() -> None:
    of = load().pairs
    assert pairs.score_sign(of["sp600_few"]) == pairs.score_sign(of["french"]) == 0
    assert "never scored" in pairs.theory_of(of["sp600_few"], "momentum")
    assert pairs.theory_of(of["small_large"], "momentum") == "momentum"
    assert pairs.score_sign(of["top100_all"]) == -1
    assert pairs.score_sign(of["top100_all"], 1) == 1


def test_the_oriented_ratio_rises_when_the_rest_lead(market: Market) -> None:
    panel = market({"OEF": [0.01] * 5, "SPY": [0.0] * 5})
    ratio, label = pairs.oriented(panel, panel.pair("top100_all"))
    assert label == "SPY / OEF"
    assert (np.diff(ratio) < 0).all()


def test_the_leg_that_began_later_is_the_one_that_is_short(market: Market) -> None:
    panel = market({"IWM": [0.0] * 200, "SPY": [0.0] * 30})
    trace = pairs.unanswered(panel, panel.pair("small_large"), 126)
    assert trace is not None
    assert trace.reason == f"SPY starts {panel.series('SPY').days[0]}: 30 of 126 sessions"
    assert pairs.unanswered(panel, panel.pair("small_large"), 30) is None


def test_a_monthly_pair_may_be_older(golden_panel: Panel) -> None:
    assert pairs.patience(golden_panel.pair("french")) == pairs.MONTHLY_PATIENCE
    assert pairs.patience(golden_panel.pair("small_large")) == 2


def test_titles_are_the_roles_in_words() -> None:
    assert pairs.title_of(load().pairs["small_large"]) == "small caps / large caps"


def test_a_month_counts_from_the_day_it_is_published(golden_panel: Panel) -> None:
    plain, dated = golden_panel.pair("french"), pairs.dated(golden_panel, "french")
    assert dated.days[0] > plain.days[0]
    assert (dated.days <= np.datetime64(golden_panel.as_of)).all()
    assert dated.log_ratio.tolist() == plain.log_ratio[: len(dated)].tolist()
    daily = golden_panel.pair("small_large")
    assert pairs.dated(golden_panel, "small_large") is daily
