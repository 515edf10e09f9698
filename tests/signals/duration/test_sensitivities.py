"""Credit, dollar and borrowing costs: planted sensitivities are found, falls are told from rises."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.registry import SIGNALS
from rotascope.signals.duration import drivers
from rotascope.signals.duration.sensitivities import QUESTIONS, sensitivity, when_it_fell
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def test_small_caps_that_suffer_from_wider_spreads_have_a_negative_credit_beta() -> None:
    panel = worlds.panel(*worlds.tilted(800, {"BAMLH0A0HYM2": -3.0}))
    (said,) = measure(panel, ["duration.credit.small_large"])
    assert said.reading.value == pytest.approx(-3.0, abs=0.7)
    assert said.reading.interval is not None
    assert said.reading.interval.high < 0.0
    assert "fell 2.5 %" in said.reading.text
    assert "the high-yield spread rose" in said.reading.text


def test_a_dollar_beta_is_per_cent_for_each_per_cent_and_says_what_is_not_asked() -> None:
    draw = np.random.default_rng(5)
    dollar = 0.3 * draw.standard_normal(800)
    returns, changes = worlds.tilted(800, {})
    growth = np.diff(np.log(100.0 + np.cumsum(dollar)), prepend=np.log(100.0))
    small = np.expm1(np.log1p(returns["IWM"]) + 0.5 * growth)
    panel = worlds.panel({**returns, "IWM": small}, changes | {"DTWEXBGS": dollar})
    (said,) = measure(panel, ["duration.dollar.small_large"])
    assert said.reading.value == pytest.approx(0.5, abs=0.15)
    assert said.reading.text.endswith("geopolitical risk is not measurable: no index of it on file")


def test_a_ratio_that_answers_falls_only_is_told_apart() -> None:
    returns, changes = worlds.tilted(1200, {})
    weekly = drivers.weeks(worlds.panel(returns, changes), PAIRS["small_large"], ("funding",))
    fall = np.minimum(weekly.x[:, 0], 0.0)
    planted = drivers.Weeks(
        weekly.label, weekly.ends, weekly.days, weekly.y + 5.0 * fall, weekly.x, weekly.lag
    )
    assert when_it_fell(planted)[-1] - when_it_fell(weekly)[-1] == pytest.approx(5.0)


def test_the_cost_of_borrowing_is_the_treasury_yield_and_the_spread_over_it() -> None:
    both = {"DGS10": -2.0, "BAA10Y": -2.0}
    panel = worlds.panel(*worlds.tilted(900, both))
    trace = sensitivity(panel, QUESTIONS["duration.funding.small_large"])
    assert trace.value[-1] == pytest.approx(-2.0, abs=0.5)
    assert "in weeks of falling cost" in trace.text
    assert "floating-rate share of debt is not on file" in trace.text
    assert [name for name, _ in trace.beside] == ["when_it_fell"]


def test_no_sensitivity_is_scored() -> None:
    assert set(QUESTIONS) <= set(SIGNALS)
    assert all(SIGNALS[name].sign == 0 for name in QUESTIONS)
    assert {SIGNALS[name].pair for name in QUESTIONS} == {""}
