"""Families averaged within, then across: no family outvotes another, and nothing looks ahead."""

import numpy as np

from rotascope.evidence.score import by_family, lean_history, score, scored
from tests.evidence.markets import LAST, measured, sessions_to

DAYS = sessions_to(LAST, 200)


def constant(value: float) -> np.ndarray:
    return np.full(200, value)


def test_six_price_signals_weigh_as_much_as_one_breadth_signal() -> None:
    price = [measured(f"p{i}", constant(1.0)) for i in range(6)]
    breadth = measured("b", constant(-1.0), family="breadth")
    assert score([*price, breadth], "size", DAYS).value[-1] == 0.0


def test_the_mean_is_within_families_first() -> None:
    # price: (1.0 + 0.5) / 2 = 0.75; breadth: -0.25; across: (0.75 - 0.25) / 2 = 0.25.
    some = [
        measured("a", constant(1.0)),
        measured("b", constant(0.5)),
        measured("c", constant(-0.25), family="breadth"),
    ]
    found = score(some, "size", DAYS)
    assert found.value[-1] == 0.25
    assert found.families[-1] == 2
    assert found.names == ("breadth", "price")


def test_a_signal_without_a_sign_or_of_the_other_axis_is_not_counted() -> None:
    some = [
        measured("a", constant(0.4)),
        measured("b", constant(-1.0), sign=0),
        measured("c", constant(-1.0), axis="concentration"),
    ]
    assert [m.spec.name for m in scored(some, "size")] == ["a"]
    assert score(some, "size", DAYS).value[-1] == 0.4


def test_a_silent_family_is_left_out_and_not_taken_for_zero() -> None:
    silent = constant(np.nan)
    some = [measured("a", constant(0.6)), measured("b", silent, family="breadth")]
    found = score(some, "size", DAYS)
    assert found.value[-1] == 0.6
    assert found.families[-1] == 1


def test_a_value_stands_in_for_a_week_and_no_longer() -> None:
    monthly = measured("a", np.full(1, 0.5), days=DAYS[100:101])
    (family,) = by_family([monthly], DAYS).values()
    assert np.isnan(family[99])
    assert (family[100:106] == 0.5).all()
    assert np.isnan(family[106:]).all()


def test_the_score_of_a_day_does_not_change_when_later_days_come() -> None:
    lean = np.tanh(np.random.default_rng(5).normal(size=200))
    whole = score([measured("a", lean)], "size", DAYS).value
    cut = score([measured("a", lean[:150], days=DAYS[:150])], "size", DAYS[:150]).value
    np.testing.assert_array_equal(whole[:150], cut)


def test_leans_stay_within_one() -> None:
    assert lean_history(measured("a", constant(7.0))).max() == 1.0


def test_without_signals_there_is_no_score() -> None:
    found = score([], "size", DAYS)
    assert np.isnan(found.value).all()
    assert found.names == ()
