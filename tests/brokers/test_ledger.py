"""Moves of shares and cash, summed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.brokers.ledger import Line, Move, summed
from rotascope.brokers.rows import Ignored
from rotascope.terms import Book

IWM = Line("IWM")


def move(row: int, quantity: str, paid: str | None = None, on: int = 2) -> Move:
    return Move(row, date(2024, 1, on), IWM, "ISHARES", Decimal(quantity),
                Decimal(paid) if paid else None, (("USD", -Decimal(paid or 0)),))  # fmt: skip


def book(*moves: Move | Ignored) -> Book:
    return summed("f.csv", "a broker", moves, "note")


def test_the_average_cost_outlives_a_sale() -> None:
    (one,) = book(move(1, "10", "100"), move(2, "10", "200", 3), move(3, "-5", None, 4)).positions
    assert (one.quantity, one.cost) == (15.0, pytest.approx(15.0))


def test_shares_that_came_at_an_unknown_cost_leave_the_cost_unknown() -> None:
    (one,) = book(move(1, "10", "100"), move(2, "10")).positions
    assert (one.quantity, one.cost) == (20.0, None)


def test_a_line_that_is_sold_out_is_no_position_and_starts_afresh() -> None:
    made = book(move(1, "10", "100"), move(2, "-10", None, 3), move(3, "1", "30", 4))
    assert [(p.quantity, p.cost) for p in made.positions] == [(1.0, 30.0)]


def test_fractions_of_shares_are_summed_without_error() -> None:
    made = book(*(move(n, "0.1", "1") for n in range(10)), move(11, "-1.0", None, 3))
    assert made.positions == ()
    assert made.issues == ()


def test_on_one_day_what_came_in_goes_out() -> None:
    assert book(move(1, "-10"), move(2, "10", "100")).issues == ()


def test_what_leaves_and_never_came_is_told_once_a_line() -> None:
    made = book(move(1, "-10"), move(2, "-5", None, 3), move(3, "2", "2", 4))
    assert [one.row for one in made.issues] == [1]
    assert made.positions == ()
    assert (made.rows_in, made.understood) == (3, 2)


def test_ignored_rows_are_counted_by_reason() -> None:
    made = book(Ignored("a"), Ignored("b"), Ignored("a"))
    assert made.ignored == (("a", 2), ("b", 1))
    assert (made.rows_in, made.as_of) == (3, None)


@given(st.lists(st.tuples(st.integers(-5, 9), st.integers(1, 28)), max_size=30))
def test_every_row_is_counted_and_nothing_is_short(steps: list[tuple[int, int]]) -> None:
    made = book(*(move(n, str(q), "1" if q > 0 else None, d) for n, (q, d) in enumerate(steps)))
    assert made.rows_in == len(steps) == made.understood + len(made.issues)
    assert all(one.quantity > 0 for one in made.positions)
    if not made.issues:
        assert sum(p.quantity for p in made.positions) == sum(q for q, _ in steps)
