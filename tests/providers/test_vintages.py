"""Real-time workbooks: each sheet known at its month's end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.vintages import read_spf, read_vintages


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    path.write_bytes(b"no workbook")
    for reader in (read_vintages, read_spf):
        with pytest.raises(BadFile, match="not a readable xlsx workbook"):
            reader(path)


@pytest.mark.shared
def test_gdp_of_2013q4_was_17102_5_in_january_2014_and_17089_6_in_april(shared_data: Path) -> None:
    made = read_vintages(shared_data / "macro" / "vintages" / "vintages_2011_2014.xlsx")
    told = made.filter((pl.col("series") == "GDP.V") & (pl.col("date") == date(2013, 10, 1)))
    values = dict(told.select("known_at", "value").iter_rows())
    assert values[date(2014, 1, 31)] == "17102.5"
    assert values[date(2014, 4, 30)] == "17089.6"
    assert values[date(2014, 7, 31)] == "17078.3"
    assert made["unit"].null_count() == 0


@pytest.mark.shared
def test_a_survey_is_dated_by_its_quarter_and_not_asked_is_absent(shared_data: Path) -> None:
    path = shared_data / "macro" / "vintages" / "spf_medianGrowth.xlsx"
    made = read_spf(path, statistic="median")
    first = made.filter(pl.col("series") == "SPF.median.dngdp2").sort("date").row(0, named=True)
    assert (first["date"], first["value"]) == (date(1968, 10, 1), "6.5861")
    assert made["value"].str.contains("#N/A").sum() == 0
    assert made.select("series", "date").is_duplicated().sum() == 0
