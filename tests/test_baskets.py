"""Constructed series: equal weight and splices."""

from datetime import date

import numpy as np
import pytest

from rotascope.baskets import drifted_growth, equal_weight, period_starts, splice
from rotascope.catalog import Basket
from rotascope.series import Series
from rotascope.sessions import as_days

DAYS = as_days(["2024-03-27", "2024-03-28", "2024-04-01", "2024-04-02"])
PAIR = Basket("TWO", "two names", ("A", "B"), "for a test", 0.0, "quarterly")


def series(symbol: str, levels: list[float], days: np.ndarray = DAYS) -> Series:
    return Series(symbol, "tr", days, np.array(levels), ())


def test_weights_drift_inside_a_quarter_and_reset_at_its_start() -> None:
    # A doubles on day 2, then both stay until B gains 10 % on the first day of the new quarter.
    # Day 2: (2 + 1) / 2 = 1.5. Day 3: weights are equal again, so + 10 % / 2 = 1.05.
    basket = equal_weight(PAIR, [series("A", [1, 2, 2, 2]), series("B", [1, 1, 1.1, 1.1])])
    assert basket.levels == pytest.approx([100, 150, 157.5, 157.5])


def test_without_rebalancing_the_winner_keeps_its_weight() -> None:
    # Day 3 inside the quarter: weights 2/3 and 1/3, B + 10 % adds 1/30.
    returns = np.array([[1.0, 0.0], [0.0, 0.1]])
    growth = drifted_growth(returns, np.array([True, False]))
    assert growth == pytest.approx([1.5, 1 + 0.1 / 3])


def test_a_fee_is_charged_every_session() -> None:
    fee = Basket("TWO", "two names", ("A", "B"), "for a test", 0.0029, "quarterly")
    flat = [series("A", [1] * 4), series("B", [1] * 4)]
    assert equal_weight(fee, flat).levels[-1] == pytest.approx(100 * (1 - 0.0029) ** (3 / 252))


def test_the_order_of_names_does_not_matter() -> None:
    a, b = series("A", [1, 2, 3, 1]), series("B", [5, 4, 4, 6])
    assert equal_weight(PAIR, [a, b]).levels == pytest.approx(equal_weight(PAIR, [b, a]).levels)


def test_a_basket_starts_when_its_last_name_lists() -> None:
    late = series("B", [1, 1], DAYS[2:])
    assert equal_weight(PAIR, [series("A", [1, 1, 1, 1]), late]).days[0] == DAYS[2]


def test_a_basket_with_an_absent_name_says_which() -> None:
    none = series("B", [], DAYS[:0])
    basket = equal_weight(PAIR, [series("A", [1, 1, 1, 1]), none])
    assert len(basket) == 0
    assert "needs B" in basket.missing


def test_quarters_and_months_start_on_their_first_session() -> None:
    assert period_starts(DAYS, "quarterly").tolist() == [True, False, True, False]
    february = as_days(["2024-01-31", "2024-02-01", "2024-02-02"])
    assert period_starts(february, "monthly").tolist() == [True, True, False]
    assert period_starts(february, "quarterly").tolist() == [True, False, False]


def test_a_splice_has_no_jump_and_marks_the_day() -> None:
    later, earlier = series("L", [50, 55], DAYS[2:]), series("E", [10, 11, 12, 99])
    joined = splice(later, earlier)
    # The stand-in's last return (12 / 11) leads into the first level of the later series.
    assert joined.levels[2] == 50
    assert joined.levels[2] / joined.levels[1] == pytest.approx(12 / 11)
    assert joined.levels[-1] == 55
    assert joined.marks[0].date == date(2024, 4, 1)
    assert "before it E" in joined.marks[0].label


def test_no_common_day_means_no_splice() -> None:
    later = series("L", [50, 55], DAYS[2:])
    assert splice(later, series("E", [10, 11], DAYS[:2])) is later
