"""The card of one series: what it says, and that it fits."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rich.console import Console

from rotascope.surfaces.series_card import print_series
from rotascope.terms import Data, OnFile, Vintage

CPI = OnFile(
    "macro", "fred", "CPIAUCSL", 1, 555, date(1980, 1, 1), date(2026, 4, 1), 50, 0, 1,
    "registered lag", 20, "one late vintage", assumed=True, lag_days=15, unit="index",
    frequency="monthly", periods=555, last_known=date(2026, 5, 15), missing=(date(2025, 10, 1),),
)  # fmt: skip
GDP = replace(
    CPI, dataset="vintages", series="GDP.V", known_rule="in file", assumed=False, lag_days=None,
    holes=0, missing=(), revised=1107, rows=1310, periods=203,
    vintages=(
        Vintage(date(2014, 1, 1), date(2014, 4, 30), None, False),
        Vintage(date(2013, 10, 1), date(2014, 1, 31), 17102.5, False),
        Vintage(date(2013, 10, 1), date(2014, 4, 30), 17089.6, True),
    ),
)  # fmt: skip


def shown(*cards: OnFile, width: int = 110) -> str:
    out = io.StringIO()
    told = Data(date(2026, 6, 12), "a1b2c3", cards[0].series, cards)
    print_series(Console(file=out, width=width, color_system=None, highlight=False), told)
    return out.getvalue()


def said(*cards: OnFile) -> str:
    return " ".join(shown(*cards).split())


def test_a_card_says_span_age_rule_holes_and_source() -> None:
    for words in (
        "CPIAUCSL macro · fred · monthly · index",
        "1980-01-01 to 2026-04-01, 555 rows; the newest is 50 sessions old, known since 2026-05-15",
        "registered lag, assumed: 15 days after the period's end",
        "1 month missing: 2025-10-01",
        "one late vintage · precedence 20, the lowest is taken",
        "as known on 2026-06-12",
    ):
        assert words in said(CPI)


def test_a_daily_lag_counts_days_and_a_price_has_none() -> None:
    daily = replace(CPI, frequency="daily", lag_days=1)
    assert "assumed: 1 day later" in said(daily)
    assert "assumed: the same day" in said(replace(daily, lag_days=0))
    assert "known from after 50 days, assumed" in said(
        replace(CPI, lag_days=None, known_rule="after 50 days")
    )
    price = replace(CPI, table="bars", known_rule="same session", lag_days=None, assumed=False,
                    age_sessions=0, last_known=date(2026, 4, 1), holes=0)  # fmt: skip
    assert "the newest is of the last session known from same session holes none" in said(price)


def test_holes_beyond_the_newest_are_counted() -> None:
    many = replace(CPI, frequency="daily", holes=22, missing=(date(1997, 1, 20), date(1996, 1, 15)))
    assert "22 sessions missing: 1997-01-20, 1996-01-15 and 20 before" in said(many)


def test_versions_stand_under_their_period_with_what_they_changed() -> None:
    text = said(GDP)
    assert "1,310 rows about 203 dates" in text
    assert "in file: the source says of each row when it was known" in text
    assert "1,107 rows correct an earlier one" in text
    table = (
        "2014-01-01 2014-04-30 – 2013-10-01 2014-01-31 17,102.5 2014-04-30 assumed 17,089.6 −12.9"
    )
    assert table in text
    late = replace(CPI, vintages_note="none: one late vintage")
    assert "vintages none: one late vintage" in said(late)


def test_a_column_of_versions_has_one_number_of_decimals() -> None:
    day = date(2013, 10, 1)
    told = [(16912.9, 31), (16661.0, 32), (16661.018, 33)]
    versions = tuple(
        Vintage(day, date(2014, 1, 1) + timedelta(n), value, False) for value, n in told
    )
    lines = shown(replace(GDP, vintages=versions)).splitlines()
    at = next(n for n, line in enumerate(lines) if "period" in line) + 2
    assert [line.split()[-2:] for line in lines[at : at + 3]] == [
        ["2014-02-01", "16,912.9"], ["16,661.0", "−251.900"], ["16,661.0", "+0.018"],
    ]  # fmt: skip
    assert len({len(line.rstrip()) for line in lines[at + 1 : at + 3]}) == 1, "aligned"


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        ("split", "basis split: adjusted for splits, a price known from"),
        ("split+dividend", "split+dividend: also dividend-adjusted: not a price"),
        ("index", "index: the level of an index"),
        (
            "raw, split",
            "raw: as traded; adjusted, when asked, for the splits known then; before, split",
        ),
    ],
)
def test_bars_say_their_basis(basis: str, says: str) -> None:
    assert says in said(replace(CPI, table="bars", basis=basis))
    assert "basis" not in said(CPI)


def test_rows_held_back_are_told() -> None:
    assert "quarantine 78 rows held: rotascope quarantine" in said(replace(CPI, held=78))
    assert "quarantine" not in said(CPI)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    text = shown(CPI, GDP, width=width)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
