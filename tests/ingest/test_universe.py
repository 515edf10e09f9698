"""Files of one line each, fetched together: a feed that stands still, or that is faulty throughout."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.groups import import_together
from rotascope.ingest.report import ImportReport
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, stored

SPEC = DatasetSpec("feed", 5, "", "same session")
Price = Callable[[int, int], float]


def lively(line: int, n: int) -> float:
    return 50.0 + line + math.sin(1.7 * n + line)


def fetched(
    market: Market, folder: Path, price: Price, first: int, last: int, lines: int = 24,
    table: str = "bars", volume: int = 1000,
) -> ImportReport:  # fmt: skip
    """One file a line, of sessions `first` .. `last`, imported together."""
    name = "close" if table == "bars" else "level"
    jobs = []
    for line in range(lines):
        numbers = range(first, last + 1)
        prices = {"date": days(60)[first : last + 1], name: [price(line, n) for n in numbers]}
        frame = pl.DataFrame(prices).with_columns(symbol=pl.lit(f"Q{line:02d}"))
        more = {"volume": "volume"} if table == "bars" else {}
        frame = frame.with_columns(volume=pl.lit(volume))
        path = folder / f"{table}-{first}-{line}.parquet"
        frame.write_parquet(path)
        jobs.append(
            Job(SPEC, table, path, path.name, columns={n: n for n in ("symbol", "date", name)} | more,
                constants={"basis": "split"} if table == "bars" else {})
        )  # fmt: skip
    return import_together(market, jobs, today=TODAY)


def test_a_feed_that_repeats_yesterday_is_held_and_yesterday_stays(
    market: Market, tmp_path: Path
) -> None:
    fetched(market, tmp_path, lively, 0, 9)
    report = fetched(market, tmp_path, lambda line, n: lively(line, 9), 10, 10)
    assert {job.status for job in report.jobs} == {"held"}
    assert (report.accepted, report.quarantined, report.exit_code) == (0, 24, 3)
    assert "24 of 24 closes of 2024-01-17 are the day before's" in report.jobs[0].sentence
    assert {h.check for h in market.quarantine_list()} == {"Q19"}
    assert len(stored(market, "bars")) == 240
    again = fetched(market, tmp_path, lively, 10, 10)
    assert (again.accepted, {h.state for h in market.quarantine_list()}) == (24, {"superseded"})


def test_a_lively_feed_passes_and_so_do_a_few_quiet_lines(market: Market, tmp_path: Path) -> None:
    fetched(market, tmp_path, lively, 0, 9)
    some = fetched(market, tmp_path, lambda line, n: lively(line, 9 if line < 2 else n), 10, 10)
    assert (some.accepted, some.quarantined) == (24, 0)


def test_a_feed_that_says_what_is_on_file_passes(market: Market, tmp_path: Path) -> None:
    fetched(market, tmp_path, lively, 0, 9)
    again = fetched(market, tmp_path, lively, 3, 9)
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 24 * 7, 0)


def test_fewer_than_twenty_files_are_no_feed(market: Market, tmp_path: Path) -> None:
    fetched(market, tmp_path, lively, 0, 9, lines=19)
    assert (
        fetched(market, tmp_path, lambda line, n: lively(line, 9), 10, 10, lines=19).accepted == 19
    )


def test_a_day_without_any_volume_is_held(market: Market, tmp_path: Path) -> None:
    report = fetched(market, tmp_path, lively, 0, 2, volume=0)
    assert {job.status for job in report.jobs} == {"held"}
    assert "volume 0 in all 24 lines" in report.jobs[0].sentence


def test_adjusted_closes_that_stand_still_are_held(market: Market, tmp_path: Path) -> None:
    fetched(market, tmp_path, lively, 0, 9, table="returns")
    still = fetched(
        market, tmp_path, lambda line, n: lively(line, min(n, 9)), 9, 10, table="returns"
    )
    assert {job.status for job in still.jobs} == {"held"}
    moving = fetched(market, tmp_path, lively, 9, 11, table="returns")
    assert (moving.accepted, moving.quarantined) == (48, 0)


@pytest.mark.parametrize(("faulty", "held"), [(6, True), (5, False)])
def test_one_fault_in_many_lines_holds_the_feed(
    market: Market, tmp_path: Path, faulty: int, held: bool
) -> None:
    def blank(line: int, n: int) -> float:
        return float("nan") if line < faulty and n == 5 else lively(line, n)

    report = fetched(market, tmp_path, blank, 0, 19)
    assert {job.status for job in report.jobs} == ({"held"} if held else {"imported"})
    assert report.rows_in == report.accepted + report.quarantined
    if held:
        assert "Q02 holds rows of 6 of 24 files of one feed" in report.jobs[20].sentence
