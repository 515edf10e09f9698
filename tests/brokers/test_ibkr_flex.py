"""Interactive Brokers' Flex queries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.brokers import read
from tests.brokers.exports import FLEX_TRADES, book_of, counted, held, said


def test_trades_are_summed_by_isin_with_commissions_in_their_currency(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        FLEX_TRADES + '"BUY","20230522","CH0111762537","7","282.7","1978.9","CHF","-5","CHF"\n'
        '"BUY","20230522","US9220427424","95","93.78","8909.1","USD","-1","CHF"\n'
        '"SELL","20230523","US9220427424","-5","94","-470","USD","-1","USD"\n',
    )
    assert held(book) == {"CH0111762537": 7.0, "US9220427424": 90.0}
    assert book.cash == (("CHF", -1984.9), ("USD", -8440.1))
    assert book.as_of == date(2023, 5, 23)
    assert book.positions[0].cost == pytest.approx(1983.9 / 7)


def test_a_change_of_currencies_does_not_name_its_other_side(tmp_path: Path) -> None:
    book = book_of(
        tmp_path, FLEX_TRADES + '"SELL","20230522","","-8","1.1","-8.8","USD","-1","CHF"\n'
    )
    ((row, told),) = said(book.issues)
    assert row == 2
    assert "change of currencies" in told
    assert book.cash == ()


def test_a_symbol_is_a_us_ticker_only_for_a_us_isin_or_in_dollars(tmp_path: Path) -> None:
    content = "Buy/Sell,TradeDate,Symbol,ISIN,Quantity,TradePrice,CurrencyPrimary\n" + "\n".join(
        ["BUY,2024-01-02;093000,IWM,US4642876555,2,200,USD", "BUY,2024-01-02,SAP,DE0007164600,3,100,EUR",
         "BUY,2024-01-02,SPY,,1,500,USD"]
    )  # fmt: skip
    book = book_of(tmp_path, content + "\n")
    assert [(p.symbol, p.code, p.isin) for p in book.positions] == [
        ("IWM", "", "US4642876555"), ("", "SAP", "DE0007164600"), ("SPY", "", ""),
    ]  # fmt: skip
    assert book.cash == (("EUR", -300.0), ("USD", -900.0))


def test_dividends_and_taxes_are_cash_alone(tmp_path: Path) -> None:
    content = "Type,SettleDate,ISIN,Description,Amount,CurrencyPrimary\n"
    rows = (
        "Dividends,20230623,US9220427424,VT,137.23,USD\nWithholding Tax,20230623,X,VT,-20.58,USD\n"
    )
    book = book_of(tmp_path, content + rows)
    assert (book.positions, book.cash) == ((), (("USD", 116.65),))


def test_open_positions_are_taken_as_stated(tmp_path: Path) -> None:
    content = (
        "Symbol,Description,ISIN,AssetClass,Quantity,MarkPrice,PositionValue,CostBasisPrice,"
        "CurrencyPrimary,LevelOfDetail,ReportDate\n"
        "IWM,ISHARES,US4642876555,STK,10,220,2200,180,USD,SUMMARY,20260612\n"
        "IWM,ISHARES,US4642876555,STK,10,220,2200,180,USD,LOT,20260612\n"
        "SPY 1,CALL,,OPT,1,1,100,1,USD,SUMMARY,20260612\n"
    )
    book = book_of(tmp_path, content)
    assert held(book) == {"IWM": 10.0}
    assert (book.positions[0].price, book.positions[0].cost) == (220.0, 180.0)
    assert (book.as_of, book.ignored) == (
        date(2026, 6, 12),
        (("a lot of a position stated above", 1),),
    )
    assert [row for row, _ in said(book.issues)] == [4]


@pytest.mark.parametrize(
    ("row", "expected"),
    [("HOLD,20230522,US9,1,1,1,USD,,", "BUY or SELL"), ("BUY,20230522,US9,,1,1,USD,,", "a quantity"),
     ("BUY,yesterday,US9,1,1,1,USD,,", "a day such as"), ("BUY,20230522,US9,1,,,USD,,", "TradePrice")],
)  # fmt: skip
def test_a_trade_that_is_not_understood_is_an_issue(
    tmp_path: Path, row: str, expected: str
) -> None:
    ((at, told),) = said(book_of(tmp_path, FLEX_TRADES + row + "\n").issues)
    assert at == 2
    assert expected in told


@pytest.mark.shared
def test_real_exports_are_accounted_for_row_by_row(shared_data: Path) -> None:
    trades = read(shared_data / "formats" / "ibkr_flex_trades_export.csv")
    assert counted(trades)
    assert held(trades) == {"CH0111762537": 7.0, "US9220427424": 323.0}  # 95+105+11+1+2+97+12
    assert len(trades.issues) == 3
    dividends = read(shared_data / "formats" / "ibkr_flex_dividends_export.csv")
    assert dividends.cash == (("CHF", 32.08), ("JPY", 455.0), ("USD", 334.61))
    assert dividends.issues == ()
