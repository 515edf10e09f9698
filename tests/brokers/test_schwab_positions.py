"""Charles Schwab's positions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.brokers.exports import SCHWAB_POSITIONS, book_of, held, said


def test_positions_cash_and_the_day_are_read(tmp_path: Path) -> None:
    book = book_of(tmp_path, SCHWAB_POSITIONS)
    assert book.as_of == date(2026, 6, 12)
    assert held(book) == {"IWM": 1000.0, "912828ZT0": 5000.0}
    first = book.positions[0]
    assert (first.price, first.market_value, first.cost) == (220.5, 220500.0, 200.0)
    assert book.cash == (("USD", 1234.56),)
    assert book.ignored == (("the account and the day", 1), ("the file's own total", 1))


def test_a_contract_is_an_issue(tmp_path: Path) -> None:
    (found,) = said(book_of(tmp_path, SCHWAB_POSITIONS).issues)
    assert found == (5, "shares or a fund: contracts are not read yet")


def test_the_columns_older_names_are_read_too(tmp_path: Path) -> None:
    older = SCHWAB_POSITIONS.replace("Qty (Quantity)", "Quantity").replace(
        "Mkt Val (Market Value)", "Market Value"
    )
    assert held(book_of(tmp_path, older)) == {"IWM": 1000.0, "912828ZT0": 5000.0}


def test_a_position_without_a_quantity_is_an_issue(tmp_path: Path) -> None:
    book = book_of(tmp_path, SCHWAB_POSITIONS.replace('"1,000"', '"--"'))
    assert (4, "a quantity") in said(book.issues)


def test_a_day_that_is_none_leaves_the_book_undated(tmp_path: Path) -> None:
    assert book_of(tmp_path, SCHWAB_POSITIONS.replace("2026/06/12", "2026/06/99")).as_of is None
