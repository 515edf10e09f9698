"""Numbers, days and names as brokers print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.brokers.rows import Unread, cells, day, issue, money, us_line


@pytest.mark.parametrize(
    ("text", "value"),
    [("$1,234.50", "1234.50"), ("-$5", "-5"), ("$-5", "-5"), ("(3.20)", "-3.20"), ("+7", "7"),
     (".5", "0.5"), ("1E-4", "0.0001"), ("\u22122", "-2"), ("1,000,000", "1000000")],
)  # fmt: skip
def test_a_printed_number_is_a_decimal(text: str, value: str) -> None:
    assert money(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "-", "--", "n/a"])
def test_a_dash_is_nothing(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize("text", ["1,23", "1.234.5", "abc", "$", "NaN", "1e999", "1" * 40, "1 000"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    with pytest.raises(Unread, match=r"a number such as"):
        money(text)


@given(st.text(max_size=20))
def test_any_text_is_a_finite_number_nothing_or_unread(text: str) -> None:
    try:
        value = money(text)
    except Unread:
        return
    assert value is None or value.is_finite()


def test_a_day_is_read_in_the_forms_of_its_broker() -> None:
    assert day(" 03/28/2024", "%m/%d/%Y") == date(2024, 3, 28)
    with pytest.raises(Unread, match="a day such as 03/28/2024"):
        day("28.03.2024", "%m/%d/%Y")


@pytest.mark.parametrize(
    ("text", "named"),
    [("IWM", {"symbol": "IWM"}), ("SPAXX**", {"symbol": "SPAXX"}), ("890260854", {"code": "890260854"}),
     ("09070K200", {"code": "09070K200"})],
)  # fmt: skip
def test_a_cusip_is_no_ticker(text: str, named: dict[str, str]) -> None:
    assert us_line(text) == named


@pytest.mark.parametrize(
    "text", ["", "-IWM260619P200", "SPY 01/19/2024 450.00 C", "AAPL  260116C00200000"]
)
def test_a_contract_is_not_read_as_shares(text: str) -> None:
    with pytest.raises(Unread):
        us_line(text)


def test_a_row_shorter_than_its_header_is_filled_and_a_longer_one_refused() -> None:
    assert cells(["a", "b"], ["1"]) == {"a": "1", "b": ""}
    assert cells(["a"], ["1", ""]) == {"a": "1"}
    with pytest.raises(Unread, match="at most 1 cells"):
        cells(["a"], ["1", "2"])


def test_an_issue_keeps_the_rows_text() -> None:
    made = issue("f.csv", 7, "a quantity", ["IWM", "", "x"], key="IWM")
    assert (made.row, made.observed, made.original) == (7, "IWM, x", '["IWM", "", "x"]')
