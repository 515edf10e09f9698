"""Macro files: FRED, factors, surveys, recessions, told by their columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.ingest.recognise import recognise
from tests.ingest.recognise.files import jobs_of, parquet, workbook

DAYS = [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)]
MONTHS = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
FACTORS = {"Mkt-RF": [0.4, -1.2, 0.1], "SMB": [0.1] * 3, "HML": [0.1] * 3, "RF": [0.01] * 3}


def test_freds_csv_is_known_by_its_header(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, "observation_date,DGS10\n2024-01-02,4.0\n")
    assert (job.table, job.reader, job.known) == ("macro", "fred", "registered lag")


def test_the_treasurys_curve_is_known_by_its_maturities(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, 'Date,"1 Mo","10 Yr"\n01/02/2024,5.5,4.0\n')
    assert (job.table, job.reader) == ("macro", "treasury")


def test_a_long_table_is_known_by_registered_lags(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, "series,date,value\nDGS2,2024-01-02,4.3\n")
    assert (job.table, job.known) == ("macro", "registered lag")


@pytest.mark.parametrize(
    ("days", "more", "prefix"),
    [(DAYS, {}, "FF3D."), (MONTHS, {}, "FF3M."),
     (DAYS, {"RMW": [0.1] * 3, "CMA": [0.1] * 3}, "FF5D.")],
)  # fmt: skip
def test_factors_are_told_by_their_columns_and_their_days(
    tmp_path: Path, days: list[date], more: dict[str, list[float]], prefix: str
) -> None:
    (job,) = recognise(parquet(tmp_path, **{"date": days}, **FACTORS, **more))
    assert job.options["melt"] == {"index": "date", "prefix": prefix}
    assert job.units == {"value": "percent"}


def test_factors_that_were_made_into_fractions_are_refused(tmp_path: Path) -> None:
    small = {name: [x / 100 for x in values] for name, values in FACTORS.items()}
    with pytest.raises(BadFile, match="none above 1"):
        recognise(parquet(tmp_path, date=DAYS, **small))
    with pytest.raises(BadFile, match="fewer than two days"):
        recognise(parquet(tmp_path, date=DAYS[:1], **{n: [2.0] for n in FACTORS}))


def test_the_25_portfolios_are_series_and_two_lines(tmp_path: Path) -> None:
    names = ("SMALL LoBM", "ME1 BM3", "SMALL HiBM", "BIG LoBM", "ME5 BM3", "BIG HiBM")
    columns = {name: [1.0, 2.0, 3.0] for name in names}
    series, lines = recognise(parquet(tmp_path, date=MONTHS, **columns))
    assert (series.table, lines.table) == ("macro", "returns")
    assert lines.options["lines"]["FRBIG"] == ["BIG LoBM", "ME5 BM3", "BIG HiBM"]
    with pytest.raises(BadFile, match="daily portfolios"):
        recognise(parquet(tmp_path, date=DAYS, **columns))


def test_shillers_file_is_known_by_its_columns(tmp_path: Path) -> None:
    names = ("sp500", "dividend", "earnings", "cpi", "gs10", "cape")
    (job,) = recognise(parquet(tmp_path, date=MONTHS, **{name: [1.0] * 3 for name in names}))
    assert (job.dataset.name, job.where.present) == ("shiller", ("value",))


def test_sheets_named_like_months_are_vintages(tmp_path: Path) -> None:
    rows = [["observation", "GDP"], ["2013 Q4", 1.0]]
    (job,) = recognise(workbook(tmp_path, **{"2014m1": rows, "2014m4": rows}))
    assert (job.dataset.name, job.reader) == ("vintages", "vintages")


@pytest.mark.parametrize(
    ("column", "name", "unit"),
    [("NGDP1", "x_meanLevel.xlsx", "as asked"), ("dngdp2", "Median_growth.xlsx", "percent")],
)
def test_a_survey_says_levels_or_growth_and_its_name_mean_or_median(
    tmp_path: Path, column: str, name: str, unit: str
) -> None:
    path = workbook(tmp_path, name, NGDP=[["YEAR", "QUARTER", column], [2024, 1, 2.5]])
    (job,) = recognise(path)
    assert job.constants == {"unit": unit}
    assert f"'{job.options['statistic']}' is taken from the file's name" in job.remark


def test_a_survey_whose_name_says_nothing_asks_for_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"means or of medians.*statistic"):
        recognise(workbook(tmp_path, NGDP=[["YEAR", "QUARTER", "NGDP1"], [2024, 1, 2.5]]))


def test_recessions_and_decisions_are_events(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, "peak,trough\n2020-02-01,2020-04-01\n")
    assert (job.table, job.reader) == ("events", "recessions")
    (job,) = recognise(parquet(tmp_path, meeting_end=DAYS, change_pp=[0.25] * 3, method=["x"] * 3))
    assert (job.table, job.options["date"]) == ("events", "meeting_end")
