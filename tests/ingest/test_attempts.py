"""A file that was held whole gets another look when it is brought again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from rotascope.ingest.attempts import attempt, held_whole
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days

SPEC = DatasetSpec("v", 10, "", "same session")
LATER = date(2024, 7, 15)


def jobs(folder: Path) -> tuple[Job, Job]:
    """Raw closes with a 10:1 split, and the split's announcement."""
    dates = days(60)
    closes = [1000.0 + n % 3 for n in range(30)] + [100.0 + n % 3 / 10 for n in range(30)]
    bars = pl.DataFrame({"symbol": ["AAPL"] * 60, "date": dates, "close": closes})
    bars = bars.with_columns(volume=pl.Series([100] * 30 + [1000] * 30))
    actions = pl.DataFrame(
        {"symbol": ["AAPL"], "date": [dates[30]], "kind": ["split"], "ratio": [10.0]}
    )
    made = []
    for table, frame in (("bars", bars), ("actions", actions)):
        path = folder / f"{table}.parquet"
        frame.write_parquet(path)
        columns = {name: name for name in frame.columns}
        constants = {"basis": "raw"} if table == "bars" else {}
        made.append(Job(SPEC, table, path, path.name, columns=columns, constants=constants))
    return made[0], made[1]


def test_what_was_held_for_want_of_an_announcement_comes_in_after_it(
    market: Market, tmp_path: Path
) -> None:
    bars, actions = jobs(tmp_path)
    first = import_jobs(market, [bars], today=TODAY).jobs[0]
    assert first.status == "held"
    assert import_jobs(market, [bars], today=TODAY).jobs[0].status == "held"
    import_jobs(market, [actions], today=LATER)
    again = import_jobs(market, [bars], today=LATER).jobs[0]
    assert (again.status, again.accepted) == ("imported", 60)
    rows = market.collect(market.scan("bars"))
    assert rows["known_at"].min() == LATER
    assert import_jobs(market, [bars], today=LATER).jobs[0].status == "already"


def test_each_attempt_has_a_name_of_its_own(market: Market) -> None:
    assert attempt(market, "a" * 64, "m") == (None, "m")


def test_held_whole_means_that_nothing_was_kept(market: Market, tmp_path: Path) -> None:
    bars, _ = jobs(tmp_path)
    import_jobs(market, [bars], today=TODAY)
    (batch,) = market.batches()
    assert held_whole(batch) == (batch.accepted + batch.unchanged == 0)
