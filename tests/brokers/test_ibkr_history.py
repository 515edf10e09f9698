"""Interactive Brokers' transaction history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.brokers import read
from tests.brokers.exports import book_of, counted, held, said

HEAD = (
    "Statement,Header,Field Name,Field Value\nStatement,Data,Title,Transaction History\n"
    "Summary,Header,Field Name,Field Value\nSummary,Data,Base Currency,{base}\n"
    "Summary,Data,Starting Cash,100.0\nSummary,Data,Change,{change}\n"
    "Transaction History,Header,Date,Account,Description,Transaction Type,Symbol,Quantity,Price,"
    "Gross Amount ,Commission,Net Amount\n"
)
BUY = "Transaction History,Data,2025-03-15,U1,ISHARES,Buy,CNX1,4.0,1000.0,-4000.0,-3.0,-4003.0\n"
DIVIDEND = (
    "Transaction History,Data,2025-11-03,U1,VT(US9220427424) Cash Dividend USD 0.50,Dividend,VT,-,-,"
    "20.0,-,20.0\n"
)


def test_a_purchase_and_its_cash_beside_the_starting_balance(tmp_path: Path) -> None:
    book = book_of(tmp_path, HEAD.format(base="GBP", change="-3983.0") + BUY + DIVIDEND)
    assert held(book) == {"CNX1": 4.0}
    assert (book.positions[0].symbol, book.positions[0].currency) == ("", "GBP")
    assert book.cash == (("GBP", -3883.0),)
    assert (book.as_of, book.issues) == (date(2025, 11, 3), ())


def test_a_change_that_is_not_the_rows_sum_is_an_issue(tmp_path: Path) -> None:
    book = book_of(tmp_path, HEAD.format(base="GBP", change="200.00") + BUY)
    assert said(book.issues) == [(6, "the rows' own sum, -4,003.00")]


def test_an_american_account_holds_american_lines_and_others_need_an_isin(tmp_path: Path) -> None:
    book = book_of(tmp_path, HEAD.format(base="USD", change="-4003.0") + BUY)
    assert book.positions[0].symbol == "CNX1"
    held_by = BUY.replace("CNX1", "VT") + DIVIDEND
    book = book_of(tmp_path, HEAD.format(base="GBP", change="-3983.0") + held_by)
    assert (book.positions[0].symbol, book.positions[0].isin) == ("VT", "US9220427424")


@pytest.mark.parametrize(
    ("row", "expected"),
    [(BUY.replace(",-4003.0\n", ",-\n"), "a net amount"), (BUY.replace("CNX1", "-"), "a symbol"),
     (BUY.replace(",Buy,", ",Exercise,"), "a purchase or a sale"),
     (BUY.replace(",Buy,", ",Gift,"), "known to come or to go"),
     (BUY.replace("2025-03-15", "yesterday"), "a day such as")],
)  # fmt: skip
def test_a_row_that_is_not_understood_is_an_issue(tmp_path: Path, row: str, expected: str) -> None:
    book = book_of(tmp_path, HEAD.format(base="GBP", change="0") + row)
    ((_, told),) = said(book.issues)
    assert expected in told


def test_without_a_base_currency_no_amount_has_one(tmp_path: Path) -> None:
    book = book_of(tmp_path, HEAD.format(base="", change="0") + BUY)
    ((_, told),) = said(book.issues)
    assert told == "a base currency in the summary"


@pytest.mark.shared
def test_the_real_export_is_accounted_for_row_by_row(shared_data: Path) -> None:
    book = read(shared_data / "formats" / "ibkr_transaction_history_test_basic.csv")
    assert counted(book)
    assert held(book) == {"CNX1": 2.0}
    assert book.cash[0] == ("GBP", pytest.approx(3027.3997, abs=1e-4))
    assert [one.key for one in book.issues] == ["Change"]  # it says 200.00
