"""Kuttner's surprise in closed form."""

from __future__ import annotations

import math

import pytest

from rotascope.maths.kuttner import surprise


def test_a_decision_in_mid_month_is_scaled_by_the_days_it_holds() -> None:
    """Oracle case 08-2 and the handbook's worked example."""
    assert surprise(-4.5, math.nan, 20, 31) == pytest.approx(-4.5 * 31 / 11, rel=1e-12)
    assert surprise(-6.0, math.nan, 18, 30) == pytest.approx(-15.0, rel=1e-12)


def test_in_the_last_seven_days_the_next_contract_is_read_unscaled() -> None:
    assert surprise(-4.5, -2.0, 29, 31) == -2.0
    assert surprise(-4.5, -2.0, 25, 31) == -2.0
    assert surprise(-4.0, -2.0, 24, 31) == pytest.approx(-4.0 * 31 / 7, rel=1e-12)


def test_a_missing_price_is_a_missing_surprise() -> None:
    assert math.isnan(surprise(math.nan, 1.0, 10, 30))
    assert math.isnan(surprise(1.0, math.nan, 30, 30))
