"""One file through the gate: nothing is stored before it is kept, and what is prepared adds up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.ingest.one_file import Prepared, already, keep, prepare, unreadable
from rotascope.providers.jobs import DatasetSpec, Job, file_digest
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, price_rows, stored, write

SPEC = DatasetSpec("mine", 5, "our own", "same session")


def prepared(market: Market, path: Path, today: date = TODAY) -> Prepared:
    job = Job(SPEC, "bars", path, path.name, columns={n: n for n in ("symbol", "date", "close")},
              constants={"basis": "split"})  # fmt: skip
    return prepare(market, job, file_digest(path), job.digest, today)


def test_a_prepared_file_is_not_stored_until_it_is_kept(market: Market, tmp_path: Path) -> None:
    rows = price_rows(60)
    rows[20] = rows[20].rpartition(",")[0] + ",-1"
    made = prepared(market, write(tmp_path / "p.csv", rows))
    assert (made.batch.rows_in, made.batch.accepted, made.batch.quarantined) == (60, 59, 1)
    assert (len(made.rows), len(made.held), made.report.status) == (59, 1, "imported")
    assert len(made.lines) == 1
    assert market.batches() == ()
    keep(market, [made], TODAY)
    assert len(stored(market, "bars")) == 59
    assert len(market.quarantine_list()) == 1
    assert already(market, made.job, market.batches()[0]).status == "already"


def test_files_kept_together_are_one_version(market: Market, tmp_path: Path) -> None:
    both = [prepared(market, write(tmp_path / f"{s}.csv", price_rows(40, s))) for s in ("A", "B")]
    keep(market, both, TODAY)
    assert [commit.rows for commit in market.commits("bars")] == [80]
    assert [batch.source for batch in market.batches()] == ["A.csv", "B.csv"]


def test_a_file_without_rows_is_prepared_without_rows(market: Market, tmp_path: Path) -> None:
    made = prepared(market, write(tmp_path / "p.csv", []))
    assert (made.batch.rows_in, made.rows.height, made.lines) == (0, 0, frozenset())


def test_a_file_held_whole_speaks_of_its_lines_and_adds_nothing(
    market: Market, tmp_path: Path
) -> None:
    rows = [row.rpartition(",")[0] + ",-1" if i < 9 else row for i, row in enumerate(price_rows())]
    made = prepared(market, write(tmp_path / "p.csv", rows))
    assert (made.report.status, made.rows.height, made.batch.quarantined) == ("held", 0, 60)
    assert len(made.lines) == 1
    keep(market, [made], TODAY)
    assert already(market, made.job, market.batches()[0]).status == "held"


def test_what_cannot_be_read_is_told(market: Market, tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    path.write_bytes(b"PAR1" + b"x" * 40)
    job = Job(SPEC, "bars", path, "p.parquet")
    with pytest.raises(BadFile) as told:
        prepare(market, job, "0" * 64, job.digest, TODAY)
    said = unreadable("p.parquet", "bars", "mine", told.value)
    assert (said.status, said.rows_in) == ("unreadable", 0)
    assert said.sentence.startswith("p.parquet")
