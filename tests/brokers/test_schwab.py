"""Charles Schwab's transactions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.brokers import read
from tests.brokers.exports import SCHWAB, book_of, counted, held, said


def test_buys_sales_reinvestments_and_splits_add_up(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        SCHWAB + "07/15/2024 as of 07/12/2024,Stock Split,AVGO,BROADCOM INC,9,$170.067,,\n"
        "06/13/2024,Buy,AVGO,BROADCOM INC,1,$1680.00,,-$1680.00\n"
        "07/16/2024,Sell,AVGO,BROADCOM INC,4,$170.00,$1.00,$679.00\n"
        '07/17/2024,Reinvest Shares,SNSXX,MONEY,"1,259.59",$1.00,,"-$1,259.59"\n'
        '07/17/2024,Reinvest Dividend,SNSXX,MONEY,,,,"$1,259.59"\n',
    )
    assert held(book) == {"AVGO": 6.0, "SNSXX": 1259.59}
    assert book.positions[0].cost == pytest.approx(168.0)  # 1680 for 10, sales at the average
    assert book.cash == (("USD", -1001.0),)
    assert (book.as_of, book.rows_in, book.understood) == (date(2024, 7, 17), 5, 5)


def test_a_split_counts_on_its_day_whatever_the_order_of_rows(tmp_path: Path) -> None:
    rows = ["08/01/2024,Sell,AVGO,B,10,$1,,$10", "07/15/2024 as of 07/12/2024,Stock Split,AVGO,B,9,$1,,",
            "06/13/2024,Buy,AVGO,B,1,$1,,-$1"]  # fmt: skip
    for order in (rows, rows[::-1]):
        book = book_of(tmp_path, SCHWAB + "\n".join(order) + "\n")
        assert (held(book), book.issues) == ({}, ())


def test_more_sold_than_bought_is_an_issue_and_no_short(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        SCHWAB + "01/02/2024,Buy,FOO,FOO,10,$1,,-$10\n01/03/2024,Sell,FOO,FOO,25,$1,,$25\n",
    )
    assert held(book) == {}
    (issue,) = book.issues
    assert (issue.row, issue.check, issue.key) == (3, "before", "FOO")
    assert "25 of FOO leave on 2024-01-03" in issue.observed
    assert "at most the 10 shares" in issue.expected
    assert '"Sell"' in issue.original
    assert book.cash == (("USD", 15.0),)  # the money of the sale is known


def test_a_declared_short_sale_is_a_short(tmp_path: Path) -> None:
    book = book_of(tmp_path, SCHWAB + "01/02/2024,Sell Short,FOO,FOO,10,$1,,$10\n")
    assert held(book) == {"FOO": -10.0}


def test_what_goes_by_a_cusip_is_no_symbol(tmp_path: Path) -> None:
    book = book_of(tmp_path, SCHWAB + "01/02/2024,Spin-off,890260854,TONIX,5,,,\n")
    assert (book.positions[0].symbol, book.positions[0].code) == ("", "890260854")
    assert book.positions[0].cost is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("01/02/2024,Buy,SPY 01/19/2024 450.00 C,CALL,1,$1,,-$100", "contracts are not read"),
        ("01/02/2024,Frobnicate,FOO,FOO,1,$1,,-$100", "known to come or to go"),
        ("2024-01-02,Buy,FOO,FOO,1,$1,,-$1", "a day such as 03/28/2024"),
        ("01/02/2024,Buy,FOO,FOO,one,$1,,-$1", "a quantity such as"),
        ("01/02/2024,Buy,FOO,FOO,,$1,,", "a quantity or an amount"),
        ("01/02/2024,Buy,,FOO,1,$1,,-$1", "a symbol"),
        ("01/02/2024,Buy,FOO,FOO,1,$1,,-$1,x,y", "at most 8 cells"),
    ],
)
def test_a_row_that_is_not_understood_is_an_issue(tmp_path: Path, row: str, expected: str) -> None:
    book = book_of(tmp_path, SCHWAB + row + "\n")
    assert book.positions == ()
    ((at, told),) = said(book.issues)
    assert at == 2
    assert expected in told


@pytest.mark.shared
def test_real_exports_are_accounted_for_row_by_row(shared_data: Path) -> None:
    book = read(shared_data / "formats" / "schwab_transactions_export.csv")
    assert counted(book)
    assert (book.rows_in, book.understood, len(book.issues)) == (120, 112, 7)
    assert book.ignored == (("the file's own total", 1),)
    assert {one.check for one in book.issues} == {"before"}
    assert held(book)["AVGO"] == 10.0
    assert held(book)["SPY"] == pytest.approx(1.6531 + 1.5705 + 1.575 + 2.299)
    closed = read(shared_data / "formats" / "schwab_2023_transactions.csv")
    assert (closed.positions, closed.issues) == ((), ())
    # By hand: 1000000 - 40503.61 + 42103.66 - 45061.70 + 49998.85 - 208166.93 + 221456.59
    assert closed.cash == (("USD", 1019826.86),)
