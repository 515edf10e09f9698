"""Rows that a copy has glued together."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.articles.claims.tables import columns
from tests.articles.claims.labels import found, told

GLUED = """Here are the figures:

FundYTD ReturnThree Year Return
Roundhill Magnificent Seven ETF (MAGS)21.10%140.25%
iShares Russell 2000 ETF (IWM)12.40%-3.05%
Nvidia Corp. (NVDA)38.00%600.10%

That is all there is to say about it, and about all of them."""


def test_a_glued_head_names_its_columns() -> None:
    assert [(c.head, c.window) for c in columns("StocksYTD PerformanceOne Year Performance")] == [
        ("YTD Performance", "ytd"),
        ("One Year Performance", "1y"),
    ]


def test_glued_rows_become_typed_cells() -> None:
    assert told(GLUED) == [
        "return MAGS = 0.211 [ytd]",
        "return MAGS = 1.4025 [3y]",
        "return IWM = 0.124 [ytd]",
        "return IWM = -0.0305 [3y]",
        "return NVDA = 0.38 [ytd]",
        "return NVDA = 6.001 [3y]",
    ]


def test_a_column_is_one_group_and_a_quote_stands_in_the_text() -> None:
    article, claims = found(GLUED)
    assert {c.group for c in claims} == {"table 1: YTD Return", "table 1: Three Year Return"}
    assert all(article.text[c.start : c.end] == c.quote for c in claims)


def test_more_columns_than_windows_are_given_none() -> None:
    text = GLUED.replace("YTD ReturnThree Year Return", "PerformanceOne Year Return")
    assert {c.window for c in found(text)[1]} == {""}


def test_a_head_without_windows_names_no_columns_and_the_rows_are_read() -> None:
    text = GLUED.replace("FundYTD ReturnThree Year Return", "Some funds and what they did")
    assert columns("Some funds and what they did") == ()
    assert {(c.window, c.group) for c in found(text)[1]} == {
        ("", "table 1: column 1"),
        ("", "table 1: column 2"),
    }


@pytest.mark.shared
def test_the_articles_table_is_recovered_and_can_be_printed_again(
    articles: dict[str, Path],
) -> None:
    text = articles["004"].read_text("utf-8")
    cells = [c for c in found(text, None)[1] if c.group.startswith("table")]
    rows: dict[str, dict[str, float]] = {}
    for cell in cells:
        assert cell.value is not None
        rows.setdefault(cell.subject[0], {})[cell.window] = cell.value
    assert list(rows) == ["NVDA", "AAPL", "MSFT", "AMZN", "GOOGL", "GOOG", "META", "TSLA", "MAGS"]
    printed = [f"({s}){r['ytd'] * 100:.2f}%{r['1y'] * 100:.2f}%" for s, r in rows.items()]
    assert len(cells) == 18
    assert all(line in text for line in printed)
