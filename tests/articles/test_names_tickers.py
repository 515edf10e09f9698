"""Tickers in a text, and what they mean on a day."""

from __future__ import annotations

from datetime import date

from rotascope.articles.names_book import book, tokens
from rotascope.articles.names_tickers import bracketed, meaning, shouted, tickers
from rotascope.catalog import load


def found(text: str, hinted: bool = False, day: date | None = None) -> list[tuple[str, bool]]:
    loud = shouted(tokens(text), load(), book(load()))
    return [(t.symbol, t.sure) for t in tickers(text, day, load(), book(load()), hinted, loud)]


def test_a_dollar_or_an_exchange_makes_a_ticker_sure() -> None:
    assert found("$ON and (NYSE: T)") == [("ON", True), ("T", True)]


def test_money_is_no_ticker() -> None:
    assert found("$5 and $500M and US$AB") == []


def test_an_everyday_word_needs_a_neighbour_and_a_doubtful_one_a_hint() -> None:
    assert found("IT is all") == []
    assert found("IT, NVDA") == [("IT", True), ("NVDA", True)]
    assert found("META is all") == [("META", False)]
    assert found("META is all", hinted=True) == [("META", True)]


def test_capitals_throughout_hide_every_bare_ticker() -> None:
    known = book(load())
    assert shouted(tokens("BUY NVDA AND IWM NOW"), load(), known)
    assert not shouted(tokens("NVDA 36.80%"), load(), known)
    assert not shouted(
        tokens("The Mag 7 (AAPL, MSFT, NVDA, AMZN, META, GOOGL and TSLA)."), load(), known
    )
    assert found("BUY NVDA AND $IWM NOW OR NEVER") == [("IWM", True)]


def test_neighbours_vouch_for_one_another() -> None:
    assert found("V, MA and AXP") == [("V", True), ("MA", True), ("AXP", True)]


def test_a_slash_is_a_class_of_one_line_or_a_ratio_of_two() -> None:
    assert found("BRK/B and BRK.B") == [("BRK-B", True), ("BRK-B", True)]
    assert found("IWM/SPY") == [("IWM", True), ("SPY", True)]


def test_a_bracket_right_behind_a_name_is_read() -> None:
    assert bracketed("Apple Inc. (AAPL) x", 9) == ("AAPL", 17)
    assert bracketed("Apple (NASDAQ: AAPL)", 5) == ("AAPL", 20)
    assert bracketed("small caps (IWM ETF)", 10) == ("IWM", 20)
    assert bracketed("Apple says (AAPL)", 5) is None


def test_a_ticker_means_the_line_that_carried_it() -> None:
    known = book(load())
    assert meaning("META", date(2021, 9, 1), load(), known) == ("METV", "fund")
    assert meaning("META", None, load(), known) == ("META", "company")
    assert meaning("META", date(2022, 3, 1), load(), known) is None
    assert meaning("AMD", date(2022, 3, 1), load(), known) == ("AMD", "company")
    assert meaning("ZZZZ", None, load(), known) is None
