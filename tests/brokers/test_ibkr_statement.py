"""Interactive Brokers' activity statement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.brokers.ibkr_statement import period_end, records
from rotascope.providers.sniff import sniff
from tests.brokers.exports import STATEMENT, book_of, held, said
from tests.ingest.recognise.files import text


def test_open_positions_ending_cash_and_the_periods_end_are_read(tmp_path: Path) -> None:
    book = book_of(tmp_path, STATEMENT)
    assert book.as_of == date(2026, 6, 12)
    assert held(book) == {"IWM": 1500.0, "SAP": -10.0}
    first, second = book.positions
    assert (first.symbol, first.isin, first.name) == ("IWM", "US4642876555", "ISHARES RUSSELL 2000")
    assert (second.symbol, second.code, second.currency) == ("", "SAP", "EUR")
    assert book.cash == (("EUR", -90.0), ("USD", 1000.5))
    assert said(book.issues) == [(13, "shares or a fund: contracts are not read yet")]
    assert ("section Statement", 3) in book.ignored


def test_sections_may_stand_in_any_order_and_have_headers_of_their_own(tmp_path: Path) -> None:
    path = text(tmp_path, STATEMENT)
    found = list(records(sniff(path)))
    assert [one.kind for one in found if one.section == "Cash Report"] == ["Header", *["Data"] * 4]
    assert found[-1].said["Security ID"] == "US4642876555"


@pytest.mark.parametrize(
    ("period", "end"), [("June 12, 2026", date(2026, 6, 12)), ("June 99, 2026", None), ("", None)]
)
def test_a_period_may_be_one_day_or_none(tmp_path: Path, period: str, end: date | None) -> None:
    content = STATEMENT.replace("January 1, 2026 - June 12, 2026", period)
    assert period_end(list(records(sniff(text(tmp_path, content))))) == end


def test_a_row_wider_than_its_header_is_an_issue(tmp_path: Path) -> None:
    wide = "Cash Report,Data,Ending Cash,CHF,1,2,3,4,5,6\n"
    book = book_of(
        tmp_path, STATEMENT.replace("Cash Report,Data,Starting", wide + "Cash Report,Data,Starting")
    )
    assert (5, "at most 6 cells") in said(book.issues)
