"""Saxo Bank's transactions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.brokers import read
from tests.brokers.exports import SAXO, book_of, counted, held, said

BUY = (
    ",30-Dec-2024,31-Dec-2024,Trade,NVIDIA,US67066G1040,USD,NASDAQ,NVDA:xnas,Buy 3 @ 134.85 USD,"
    '"-405,55",,1\n'
)


def test_trades_are_read_from_their_phrase_and_cash_in_either_decimal_sign(tmp_path: Path) -> None:
    rows = (
        BUY + ',02-Jan-2025,02-Jan-2025,Cash amount,,,USD,,,Custody Fee,"-3,91",,1\n'
        ",16-jan-2025,20-jan-2025,Transactie,VUSA,IE00B3XXRP09,EUR,Euronext,VUSA:xams,"
        "Koop 1.5 @ 110.01 EUR,-110,,1\n"
        ",30-Dec-2024,30-Dec-2024,Cash Transfer,,,USD,,,Deposit,500.5,,1\n"
    )
    book = book_of(tmp_path, SAXO + rows)
    assert held(book) == {"NVDA": 3.0, "VUSA:xams": 1.5}
    assert book.positions[1].symbol == ""  # listed in Amsterdam: no US ticker
    assert book.cash == (("EUR", -110.0), ("USD", 91.04))
    assert book.as_of == date(2025, 1, 16)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (BUY.replace('"-405,55"', '"1,234"'), "can be read in one way only"),
        (BUY.replace('"-405,55"', "1.234"), "can be read in one way only"),
        (BUY.replace("Buy 3", "Swap 3"), "an event such as"),
        (BUY.replace(",,1\n", ",,0.92\n"), "a conversion rate of 1"),
        (BUY.replace("30-Dec-2024", "30-Foo-2024"), "a day such as"),
        (BUY.replace("USD,NASDAQ", ",NASDAQ"), "a currency"),
        (BUY.replace("NVDA:xnas", "").replace("US67066G1040", ""), "an instrument"),
    ],
)
def test_a_row_that_is_not_understood_is_an_issue(tmp_path: Path, row: str, expected: str) -> None:
    book = book_of(tmp_path, SAXO + row)
    assert book.positions == ()
    ((at, told),) = said(book.issues)
    assert at == 2
    assert expected in told


def test_grouped_numbers_are_read_where_only_one_way_is_left(tmp_path: Path) -> None:
    book = book_of(tmp_path, SAXO + BUY.replace('"-405,55"', '"-1.405,55"'))
    assert book.cash == (("USD", -1405.55),)


@pytest.mark.shared
def test_the_real_export_is_accounted_for_row_by_row(shared_data: Path) -> None:
    book = read(shared_data / "formats" / "saxo-export.csv")
    assert counted(book)
    # VWRA by hand: 3 + 3 + 17 + 3 + 2 + 2 + 2 bought, 3 sold
    assert held(book) == {
        "VWRA:xlon": 29.0,
        "NVDA": 3.0,
        "META": 1.0,
        "AMZN": 2.0,
        "VUSA:xams": 1.5,
    }
    assert [row for row, _ in said(book.issues)] == [2, 3]
