"""A file of few days beside the bars, or levels, that are stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.report import ImportReport, JobReport
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days

Bring = Callable[..., ImportReport]
SPEC = DatasetSpec("d", 1, "", "same session")


def bring(
    market: Market, path: Path, rows: list[tuple[date, float]], table: str = "bars",
    connect: bool = False,
) -> JobReport:  # fmt: skip
    name = "close" if table == "bars" else "level"
    frame = pl.DataFrame(rows, schema=["date", name], orient="row").with_columns(
        symbol=pl.lit("QA")
    )
    frame.write_parquet(path)
    constants = {"basis": "split"} if table == "bars" else {}
    job = Job(SPEC, table, path, path.name, columns={n: n for n in ("symbol", "date", name)},
              constants=constants, connect=connect)  # fmt: skip
    return import_jobs(market, [job], today=TODAY).jobs[0]


def wobble(n: int, factor: float = 1.0) -> list[tuple[date, float]]:
    return [(day, factor * (100.0 + i % 3)) for i, day in enumerate(days(n))]


@pytest.mark.parametrize(("factor", "held"), [(1.0, ()), (100.0, (("Q17", 1),))])
def test_a_day_is_judged_by_the_unit_on_file(
    market: Market, tmp_path: Path, factor: float, held: tuple[tuple[str, int], ...]
) -> None:
    bring(market, tmp_path / "a.parquet", wobble(20))
    one = wobble(21, factor)[20:]
    assert bring(market, tmp_path / "b.parquet", one).quarantined == held


def test_a_day_that_follows_a_hole_is_told(market: Market, tmp_path: Path) -> None:
    bring(market, tmp_path / "a.parquet", wobble(20))
    assert dict(bring(market, tmp_path / "b.parquet", wobble(23)[22:]).flagged) == {"Q12": 1}


def test_a_file_that_overlaps_the_store_has_no_hole(market: Market, tmp_path: Path) -> None:
    bring(market, tmp_path / "a.parquet", wobble(20))
    made = bring(market, tmp_path / "b.parquet", wobble(25)[15:])
    assert (made.accepted, made.unchanged, made.flagged, made.quarantined) == (5, 5, (), ())


def test_older_history_has_nothing_before_it(market: Market, tmp_path: Path) -> None:
    bring(market, tmp_path / "a.parquet", wobble(40)[20:])
    made = bring(market, tmp_path / "b.parquet", wobble(10))
    assert (made.accepted, made.flagged, made.quarantined) == (10, (), ())


@pytest.mark.parametrize(("factor", "accepted"), [(1.0, 5), (100.0, 0)])
def test_a_second_part_of_levels_keeps_the_unit_of_the_first(
    market: Market, tmp_path: Path, factor: float, accepted: int
) -> None:
    bring(market, tmp_path / "a.parquet", wobble(20), "returns")
    part = wobble(25, factor)[20:]
    made = bring(market, tmp_path / "b.parquet", part, "returns", connect=True)
    assert made.accepted == accepted
    assert made.quarantined == (() if accepted else (("Q17", 5),))
