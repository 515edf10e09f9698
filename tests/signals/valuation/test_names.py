"""Earnings by company: parts sum to one, share classes are one, and a month says what was known then."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.signals.valuation.claims import lines_of
from rotascope.signals.valuation.names import by_month
from tests.signals.earnings import worlds


def test_the_funds_yield_is_the_value_weighted_mean_of_its_companies() -> None:
    found = by_month(worlds.planted_panel())
    last = dict(found.yields[-1])
    whole = last.pop("")
    assert min(last.values()) < whole < max(last.values())
    assert 28 <= len(last) <= 30  # companies with earnings, PW02 and PW03 as one
    assert worlds.planted_panel().catalog.issuer("PW02") in last


def test_ten_earn_at_most_everything_and_effective_earners_are_fewer_than_companies() -> None:
    found = by_month(worlds.planted_panel())
    some = np.isfinite(found.top)
    assert some.sum() > 12
    assert ((found.top[some] > 0.3) & (found.top[some] <= 1.0 + 1e-9)).all()
    assert (found.effective[some] < 30).all()
    assert (found.gap[some] > 0).all()


def test_a_month_is_not_changed_by_what_comes_later() -> None:
    full = by_month(worlds.planted_panel())
    then = by_month(worlds.planted_panel(date(2024, 6, 28)))
    n = len(then.days)
    assert np.allclose(full.top[:n], then.top, equal_nan=True)
    assert np.allclose(full.gap[:n], then.gap, equal_nan=True)


def test_each_month_uses_the_file_then_in_force() -> None:
    panel = worlds.planted_panel()
    found = by_month(panel)
    assert found.fund == "PW:LARGE"
    assert found.days[0] >= np.datetime64(lines_of(panel, "PW:LARGE")[0].known)
    assert found.cover[-1] == pytest.approx(0.83, abs=0.05)


def test_no_fund_no_months() -> None:
    assert "table holdings" in by_month(worlds.panel(worlds.LAST)).missing
