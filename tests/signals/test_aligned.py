"""Common days of lines, whether they share them all or not."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.series import Series
from rotascope.sessions import all_sessions
from rotascope.signals.aligned import aligned, on_days


def line(rows: list[int]) -> Series:
    days = all_sessions()[24000:24100][rows]
    return Series("X", "tr", days, np.array(rows, dtype=float) + 100.0, ())


@pytest.mark.parametrize("rows", [[3, 4, 5, 6], [2, 4, 6], [5]])
def test_common_days_are_those_of_a_plain_intersection(rows: list[int]) -> None:
    one, other = line([1, 2, 3, 4, 5, 6, 7]), line(rows)
    days, levels = aligned([one, other])
    assert days.tolist() == np.intersect1d(one.days, other.days).tolist()
    assert levels[:, 0] == pytest.approx(levels[:, 1])
    assert len(levels) == len(days)


def test_lines_that_never_met_have_no_common_day() -> None:
    days, levels = aligned([line([1, 2]), line([5, 6])])
    assert len(days) == 0
    assert levels.shape == (0, 2)


def test_values_stand_on_their_own_days_and_nowhere_else() -> None:
    one, other = line([1, 2, 3, 4, 5]), line([2, 4, 7])
    put = on_days(one.days, other.days, other.levels)
    np.testing.assert_array_equal(put, [np.nan, 102.0, np.nan, 104.0, np.nan])
    assert np.isnan(on_days(one.days, other.days[:0], other.levels[:0])).all()
