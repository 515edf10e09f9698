"""A fund's aggregates: against the plain sum over companies on days picked at random."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import valuation
from rotascope.signals.valuation import claims
from rotascope.signals.valuation.cohort import LEAST_COVERAGE, cohort
from tests.signals.earnings import worlds


@pytest.mark.parametrize("role", ["small_cap", "large_cap"])
@pytest.mark.parametrize("row", [300, 611, -1])
def test_adding_and_taking_off_spells_is_the_plain_sum_of_the_day(role: str, row: int) -> None:
    panel = worlds.planted_panel()
    found = cohort(panel, role)
    day = found.days[row]
    files = claims.lines_of(panel, found.fund)
    file = [f for f in files if np.datetime64(f.known) <= day][-1]
    _, price = claims.fund_of(panel, role)
    assert price is not None
    eps = claims.eps_known(claims.earned(panel, "announced"), file.issuers, int(day.astype(int)))
    level = price.levels[np.searchsorted(price.days, [np.datetime64(file.day), day])]
    plain = valuation.aggregate(file.value * level[1] / level[0], file.shares * eps)
    assert found.every[row] == pytest.approx(plain.every, rel=1e-9)
    assert found.positive[row] == pytest.approx(plain.positive, rel=1e-9)
    assert found.zeroed[row] == pytest.approx(plain.zeroed, rel=1e-9)
    assert found.yield_[row] == pytest.approx(plain.yield_, rel=1e-9)
    assert found.losing[row] == pytest.approx(plain.losing, abs=1e-9)


def test_the_conventions_keep_their_order_on_every_day() -> None:
    found = cohort(worlds.planted_panel(), "small_cap")
    some = np.isfinite(found.every)
    assert (found.positive[some] <= found.zeroed[some] * (1 + 1e-9)).all()
    assert (found.zeroed[some] <= found.every[some] * (1 + 1e-9)).all()
    assert found.losing[some] == pytest.approx(0.1)  # three of thirty equal lines


def test_little_coverage_gives_no_number() -> None:
    found = cohort(worlds.planted_panel(), "large_cap")
    thin = found.coverage < LEAST_COVERAGE
    assert np.isnan(found.every[thin]).all()
    assert np.isfinite(found.every).any()


def test_without_a_file_it_says_so() -> None:
    assert "table holdings" in cohort(worlds.panel(worlds.LAST), "small_cap").missing
