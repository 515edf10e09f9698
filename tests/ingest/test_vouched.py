"""Which held rows were released before; importing them again is tested in test_release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rotascope.ingest.findings import EMPTY
from rotascope.ingest.report import ImportReport
from rotascope.ingest.vouched import vouched
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import price_rows, write

HEADER = "symbol,date,close"


def test_no_finding_was_released(market: Market) -> None:
    job = Job(DatasetSpec("d", 50, "", "same session"), "bars", Path("p"), "p")
    assert vouched(market, job, EMPTY, EMPTY) == []


def test_an_open_or_rejected_case_vouches_for_nothing(
    bring: Callable[..., ImportReport], market: Market, tmp_path: Path
) -> None:
    rows = price_rows(60)
    rows[30] = f"{rows[30].rpartition(',')[0]},200.0"
    bring(write(tmp_path / "p.csv", rows, HEADER))
    again = bring(write(tmp_path / "p.csv", rows[:59], HEADER))
    assert again.quarantined == 1
    for held in market.quarantine_list(state="open"):
        market.quarantine_reject(held.id, "wrong", "")
    again = bring(write(tmp_path / "p.csv", rows[:58], HEADER))
    assert again.quarantined == 1
