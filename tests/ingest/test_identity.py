"""Tickers to ids, by today's ticker or by the day's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.ingest.identity import MOST_SYMBOLS, identify
from rotascope.providers.jobs import DatasetSpec, Job, Symbols

ROWS = pl.DataFrame(
    {
        "symbol": ["META", "META", "FB", "brk.b", "ZZZ"],
        "date": [
            date(2021, 9, 1),
            date(2023, 1, 3),
            date(2015, 1, 2),
            date(2015, 1, 2),
            date(2015, 1, 2),
        ],
    }
)


def ids(symbols: Symbols) -> list[str]:
    job = Job(DatasetSpec("d", 1, "", ""), "bars", Path("x"), "x", symbols=symbols)
    return identify(job, ROWS)["instrument"].cast(pl.String).to_list()


def test_todays_tickers_name_the_line_for_its_whole_history() -> None:
    meta = "XNAS:FB:2012-05-18"
    assert ids("today") == [meta, meta, meta, "XNYS:BRK-B:1996-05-09", "US:ZZZ"]


def test_the_days_tickers_know_that_meta_was_a_fund_in_2021() -> None:
    assert ids("of_date")[:3] == [
        "ARCX:META:2021-06-30",
        "XNAS:FB:2012-05-18",
        "XNAS:FB:2012-05-18",
    ]


def test_ids_sort_like_their_names() -> None:
    job = Job(DatasetSpec("d", 1, "", ""), "bars", Path("x"), "x")
    made = identify(job, ROWS)
    by_number = made.sort("instrument")["instrument"].cast(pl.String).to_list()
    assert by_number == sorted(by_number)


def test_a_file_of_more_symbols_than_there_are_lines_is_refused_at_once() -> None:
    job = Job(DatasetSpec("d", 1, "", ""), "bars", Path("x"), "x.csv")
    symbols = [f"S{n}" for n in range(MOST_SYMBOLS + 1)]
    with pytest.raises(BadFile, match=r"x\.csv: 100,001 different symbols"):
        identify(job, pl.DataFrame({"symbol": symbols, "date": date(2024, 1, 2)}))
