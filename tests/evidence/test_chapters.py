"""Means and shares with their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from rotascope.evidence.chapters import corrected, mean_cell, share_cell, silent, told
from rotascope.maths.multiple import by_adjusted
from rotascope.terms import Cell
from tests.evidence.markets import market, noise

PANEL = market({"IWM": noise(10, 1), "SPY": noise(10, 2)})


def test_a_share_has_the_wilson_interval_of_statsmodels() -> None:
    cell = share_cell("x", 5, 6, None)
    low, high = proportion_confint(5, 6, alpha=0.1, method="wilson")
    assert cell.interval is not None
    assert (cell.interval.low, cell.interval.high) == pytest.approx((low, high), rel=1e-9)
    assert share_cell("x", 0, 0, 0.4).value is None


def test_a_mean_is_geometric_and_has_no_interval_of_two_cases() -> None:
    cell = mean_cell("x", np.log([1.1, 1.21, 1.0]), 0.01, 0.5)
    assert cell.value == pytest.approx((1.1 * 1.21) ** (1 / 3) - 1)
    assert cell.interval is not None
    assert cell.interval.low <= (cell.value or 0.0) <= cell.interval.high
    assert mean_cell("x", np.array([0.1, 0.2]), None, None).interval is None
    assert mean_cell("x", np.array([]), 0.1, None).value is None


def test_rows_without_a_p_keep_none_and_the_others_are_corrected() -> None:
    rows = [Cell(str(i), 9, 0.0, "fraction", p=p) for i, p in enumerate((0.01, None, 0.2))]
    found = corrected(rows)
    assert found[1].p is None
    assert [found[0].p, found[2].p] == by_adjusted(np.array([0.01, 0.2])).tolist()


def test_a_chapter_answers_or_says_why_not() -> None:
    able = told(PANEL, "size", "a", "A", (), "found", method="m", notes=("n", "", "n"))
    assert (able.status, able.notes) == ("ok", ("n",))
    unable = silent(PANEL, "size", "a", "A", "no data")
    assert (unable.status, unable.finding) == ("not_measurable", "not measurable: no data")
