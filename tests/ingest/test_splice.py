"""A late level in a line of returns; the line as a whole is tested in test_release."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadArgument
from rotascope.ingest.splice import inserted
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import days, price_rows, write


def late(day: object, level: float) -> pl.DataFrame:
    return pl.DataFrame({"instrument": ["XNAS:AAPL:1980-12-12"], "date": [day], "level": [level]})


def job(name: str) -> Job:
    return Job(DatasetSpec(name, 50, "", "same session"), "returns", Path("p"), "p")


def test_the_product_over_both_days_stays(market: Market, bring: object, tmp_path: Path) -> None:
    rows = price_rows(20)
    gone = rows.pop(10)
    report = bring(write(tmp_path / "p.csv", rows, "symbol,date,adj_close"))  # type: ignore[operator]
    made = inserted(market, job(report.jobs[0].dataset), late(days(20)[10], 120.0))
    assert gone.split(",")[1] == str(days(20)[10])
    product = (1 + made["tr"][0]) * (1 + made["tr"][1])
    assert product == pytest.approx(101.0 / 101.0)
    assert made["date"].to_list() == days(20)[10:12]


def test_a_level_before_its_line_cannot_be_connected(
    market: Market, bring: object, tmp_path: Path
) -> None:
    report = bring(write(tmp_path / "p.csv", price_rows(20)[5:], "symbol,date,adj_close"))  # type: ignore[operator]
    with pytest.raises(BadArgument, match="no stored row before"):
        inserted(market, job(report.jobs[0].dataset), late(days(20)[0], 120.0))
