"""Capital spending of the few: the planted pace, totals that add up, ranks that hold."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.earnings import capex
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds


def test_the_planted_pace_is_recovered_for_the_group_and_each_name() -> None:
    (made,) = measure(worlds.planted_panel(), ["capex.growth"])
    assert made.reading.value == pytest.approx(np.exp(0.28) - 1.0, abs=1e-9)
    assert made.reading.text.count("+32 %") == 8
    assert made.reading.coverage == 1.0
    early = made.trace.value[np.isfinite(made.trace.value)][0]
    assert early == pytest.approx(np.exp(0.04) - 1.0, abs=1e-9)


def test_returns_are_gain_over_spending_with_a_floor_under_the_spending() -> None:
    gain, spent = np.array([10.0, 10.0, 1.0, np.nan]), np.array([50.0, 0.0, 5.0, 5.0])
    found = gain / capex.floored(spent, np.array([100.0, 100.0, 10.0, 10.0]))
    # 10 / 50, 10 / (5 % of 100), 1 / 5
    assert found[:3].tolist() == pytest.approx([0.2, 2.0, 0.2])
    assert np.isnan(found[3])


def test_ranks_survive_winsorising() -> None:
    draw = np.random.default_rng(3)
    gain, spent = draw.normal(5.0, 3.0, 40), draw.lognormal(3.0, 0.5, 40)
    income = draw.lognormal(4.0, 0.5, 40)
    low, high = np.quantile(gain, [0.025, 0.975])
    plain = gain / capex.floored(spent, income)
    cut = np.clip(gain, low, high) / capex.floored(spent, income)
    rank, other = np.argsort(np.argsort(plain)), np.argsort(np.argsort(cut))
    assert np.corrcoef(rank, other)[0, 1] > 0.97


def test_the_pooled_return_is_gain_over_last_years_spending() -> None:
    (made,) = measure(worlds.planted_panel(), ["capex.return"])
    assert made.reading.status == "ok"
    assert 0.1 < (made.reading.value or 0.0) < 2.0
    assert "dollars of operating income more" in made.reading.text


def test_one_filer_is_not_the_few() -> None:
    panel = worlds.panel(worlds.LAST)
    assert measure(panel, ["capex.growth"])[0].reading.status == "not_measurable"


def test_the_null_compares_with_the_value_of_a_year_before() -> None:
    (made,) = measure(worlds.planted_panel(), ["capex.growth"])
    null = made.reading.null
    assert null is not None
    assert "half the time" in null.statement
    assert null.p is not None
    assert 0.0 < null.p <= 1.0
