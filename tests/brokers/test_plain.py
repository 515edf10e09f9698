"""A plain table of positions."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from tests.brokers.exports import book_of, held, said
from tests.ingest.recognise.files import workbook


@pytest.mark.parametrize(
    "content",
    ["symbol,quantity\nIWM,100\nNVDA,-20\n", "QTY;Ticker\n100;IWM\n-20;NVDA\n",
     "Shares\tname\tSYMBOL\n100\tx\tIWM\n(20)\tx\tNVDA\n"],
)  # fmt: skip
def test_columns_come_in_any_order_and_case(tmp_path: Path, content: str) -> None:
    assert held(book_of(tmp_path, content)) == {"IWM": 100.0, "NVDA": -20.0}


def test_price_cost_currency_and_cash_are_taken_where_they_are(tmp_path: Path) -> None:
    content = (
        "symbol,quantity,price,cost,currency,isin\n"
        'IWM,10,$220.50,200,,US4642876555\nCASH,"1,000.25",,,,\ncash,5,,,EUR,\nTotal,,,,,\n'
    )
    book = book_of(tmp_path, content)
    (one,) = book.positions
    assert (one.price, one.market_value, one.cost, one.currency) == (220.5, 2205.0, 200.0, "USD")
    assert book.cash == (("EUR", 5.0), ("USD", 1000.25))
    assert book.ignored == (("the file's own total", 1),)
    assert book.as_of is None


def test_decimal_commas_are_read_where_the_whole_column_agrees(tmp_path: Path) -> None:
    book = book_of(tmp_path, "symbol;quantity;price\nIWM;10;1.220,50\nSPY;2,5;500\n")
    assert [(p.quantity, p.price) for p in book.positions] == [(10.0, 1220.5), (2.5, 500.0)]


def test_a_quantity_that_can_be_read_in_two_ways_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="two ways"):
        book_of(tmp_path, 'symbol,quantity\nIWM,"1,234"\n')


@pytest.mark.parametrize(
    ("row", "expected"),
    [("IWM,many", "a quantity such as"), ("IWM,", "a quantity"), (",5", "a symbol")],
)
def test_a_row_that_is_not_understood_is_an_issue(tmp_path: Path, row: str, expected: str) -> None:
    ((at, told),) = said(book_of(tmp_path, f"symbol,quantity\nSPY,1\n{row}\n").issues)
    assert at == 3
    assert expected in told


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    from rotascope.brokers import read

    path = workbook(tmp_path, book=[["My book"], ["symbol", "quantity"], ["IWM", 100]])
    assert held(read(path)) == {"IWM": 100.0}


def test_two_columns_for_one_thing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="'qty' and 'quantity' could both"):
        book_of(tmp_path, "symbol,qty,quantity\nIWM,1,2\n")
