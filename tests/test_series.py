"""What the Panel hands out."""

import numpy as np
import pytest

from rotascope.series import PairSeries, Series, read_only
from rotascope.sessions import as_days
from rotascope.terms import Mark


def leg(symbol: str, *marks: Mark) -> Series:
    return Series(symbol, "tr", as_days(["2024-01-05"]), np.array([1.0]), (), marks=marks)


def test_an_empty_series_has_no_last_day() -> None:
    empty = Series("X", "tr", as_days([]), np.empty(0), (), missing="not on file")
    assert empty.last is None
    assert len(empty) == 0


def test_a_pair_carries_the_splices_of_both_legs() -> None:
    mark = Mark(as_days(["2024-01-05"])[0].item(), "splice")
    pair = PairSeries(
        "p",
        "A / B",
        as_days(["2024-01-05"]),
        np.zeros(1),
        leg("A", mark),
        leg("B"),
        1,
        False,
        "",
        "",
    )
    assert pair.marks == (mark,)
    assert len(pair) == 1


def test_served_arrays_refuse_writes() -> None:
    served = read_only(np.zeros(2))
    with pytest.raises(ValueError, match="read-only"):
        served[0] = 1
