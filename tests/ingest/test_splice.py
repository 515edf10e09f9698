"""A late level in a line of returns; the line as a whole is tested in test_release."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadArgument
from rotascope.ingest.splice import inserted, on_file
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import days, price_rows, write


def late(day: object, level: float) -> pl.DataFrame:
    return pl.DataFrame({"instrument": ["XNAS:AAPL:1980-12-12"], "date": [day], "level": [level]})


def beside(*near: tuple[str, int, float]) -> dict[str, object]:
    """Neighbours in the level's own file: which side, place of the day, level there."""
    return {side: {"date": days(20)[at], "level": level} for side, at, level in near}


def job(name: str) -> Job:
    return Job(DatasetSpec(name, 50, "", "same session"), "returns", Path("p"), "p")


def test_the_product_over_both_days_stays(market: Market, bring: object, tmp_path: Path) -> None:
    rows = price_rows(20)
    gone = rows.pop(10)
    report = bring(write(tmp_path / "p.csv", rows, "symbol,date,adj_close"))  # type: ignore[operator]
    # Its file is on half the stored line's basis.
    read = beside(("before", 9, 50.5), ("after", 11, 50.5))
    made = inserted(market, job(report.jobs[0].dataset), late(days(20)[10], 60.0), read)
    assert made["tr"][0] == pytest.approx(120.0 / 101.0 - 1)
    assert gone.split(",")[1] == str(days(20)[10])
    product = (1 + made["tr"][0]) * (1 + made["tr"][1])
    assert product == pytest.approx(101.0 / 101.0)
    assert made["date"].to_list() == days(20)[10:12]


def test_a_level_before_its_line_cannot_be_connected(
    market: Market, bring: object, tmp_path: Path
) -> None:
    report = bring(write(tmp_path / "p.csv", price_rows(20)[5:], "symbol,date,adj_close"))  # type: ignore[operator]
    with pytest.raises(BadArgument, match="no stored row before"):
        inserted(market, job(report.jobs[0].dataset), late(days(20)[0], 120.0), {})


@pytest.mark.parametrize("read", [{}, {"before": None, "after": None}])
def test_a_level_read_beside_no_stored_row_is_refused(
    read: dict[str, None], market: Market, bring: object, tmp_path: Path
) -> None:
    report = bring(write(tmp_path / "p.csv", price_rows(20)[:15], "symbol,date,adj_close"))  # type: ignore[operator]
    with pytest.raises(BadArgument, match="beside no row that is on file"):
        inserted(market, job(report.jobs[0].dataset), late(days(20)[16], 120.0), read)


def test_a_level_is_on_file_on_whatever_basis_it_comes(
    market: Market, bring: object, tmp_path: Path
) -> None:
    report = bring(write(tmp_path / "p.csv", price_rows(20), "symbol,date,adj_close"))  # type: ignore[operator]
    told = {"instrument": late(days(20)[10], 1.0)["instrument"][0], "date": days(20)[10]}
    read = beside(("before", 9, 50.5))
    mine = job(report.jobs[0].dataset)
    assert on_file(market, mine, {**told, "level": 50.0, **read})
    assert not on_file(market, mine, {**told, "level": 50.1, **read})
    assert not on_file(market, mine, {**told, "level": 50.0})
