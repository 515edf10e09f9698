"""What the Panel hands out."""

from datetime import date

import numpy as np
import pytest

from rotascope.series import MacroSeries, PairSeries, Series, read_only, same_day
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


def yields(name: str, *days: str, unit: str = "percent") -> MacroSeries:
    values = np.arange(len(days), dtype=float) + 4.0
    return MacroSeries(name, as_days(days), values, as_days(days), unit, True, None)


def test_a_yield_older_than_five_sessions_is_not_handed_to_a_trigger() -> None:
    two = yields("DGS2", "2026-06-04", "2026-06-05")  # Thursday, Friday
    assert two.fresh(date(2026, 6, 5)) == (date(2026, 6, 5), 5.0)
    assert two.fresh(date(2026, 6, 12)) == (date(2026, 6, 5), 5.0)  # five sessions on
    assert two.fresh(date(2026, 6, 15)) is None
    assert yields("DGS2").fresh(date(2026, 6, 12)) is None


def test_yields_set_against_one_another_are_of_one_day_and_one_unit() -> None:
    two = yields("DGS2", "2026-06-03", "2026-06-04", "2026-06-05")
    ten = yields("DGS10", "2026-06-03", "2026-06-04")
    assert same_day([two, ten], date(2026, 6, 5)) == (date(2026, 6, 4), (5.0, 5.0))
    assert same_day([two, ten], date(2026, 6, 12)) is None, "six sessions after the common day"
    assert same_day([two, yields("X", "2026-06-04", unit="fraction")], date(2026, 6, 5)) is None
    assert same_day([two, yields("DGS30", "2026-06-01")], date(2026, 6, 5)) is None
    assert same_day([], date(2026, 6, 5)) is None
