"""A client's book: the broker told by content, each line once."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from rotascope.book import book_of, merged, read_book
from rotascope.brokers import read
from rotascope.errors import BadFile
from rotascope.terms import Position
from tests.brokers.exports import FIDELITY_POSITIONS, STATEMENT, counted


def write(folder: Path, content: str) -> Path:
    path = folder / "any.name"
    path.write_text(content)
    return path


def test_lines_of_several_accounts_are_added(tmp_path: Path) -> None:
    book = read_book(write(tmp_path, FIDELITY_POSITIONS))
    (one,) = book.positions
    assert (one.symbol, one.quantity, one.price) == ("VTI", 500.0, 305.12)
    assert one.market_value == pytest.approx(128150.40 + 24409.60)
    assert one.cost == pytest.approx((420 * 226.19 + 80 * 250) / 500)
    assert counted(book)


def test_what_the_parsing_process_says_is_the_book(tmp_path: Path) -> None:
    path = write(tmp_path, STATEMENT)
    assert read_book(path) == read(path)


def test_symbols_are_spelt_as_the_catalog_spells_them() -> None:
    parts = [Position("brk.b", "", 1.0, "USD"), Position("BRK/B", "B", 2.0, "USD", cost=3.0)]
    (one,) = merged(parts)
    assert (one.symbol, one.quantity, one.name, one.cost) == ("BRK-B", 3.0, "B", None)


def test_one_isin_in_two_currencies_is_two_lines() -> None:
    parts = [Position("", "", 1.0, "USD", isin="X"), Position("", "", 2.0, "EUR", isin="X")]
    assert len(merged(parts)) == 2


def test_prices_that_differ_are_none_and_a_long_against_a_short_is_netted() -> None:
    parts = [Position("A", "", 5.0, "USD", 1.0, 5.0), Position("A", "", -5.0, "USD", 2.0, None)]
    (one,) = merged(parts)
    assert (one.quantity, one.price, one.market_value, one.cost) == (0.0, None, None, None)


def test_a_file_of_prices_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no broker's export"):
        read_book(write(tmp_path, "symbol,date,close\nA,2024-01-02,1\n"))


def test_an_answer_that_is_no_book_is_told(tmp_path: Path) -> None:
    told = asdict(read(write(tmp_path, "symbol,quantity\nIWM,1\n")))
    assert book_of(told).positions[0].symbol == "IWM"
    for broken in ({}, told | {"positions": [{"nothing": 1}]}, told | {"as_of": "yesterday"}):
        with pytest.raises(BadFile, match="do not fit"):
            book_of(broken)
