"""Filings, announcements, estimates."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rotascope.ingest.known import STAMPED
from rotascope.ingest.recognise import recognise
from tests.ingest.recognise.files import jobs_of, parquet


def test_companyfacts_are_known_by_their_first_bytes(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, '{"cik":320193,"entityName":"Apple Inc.","facts":{}}')
    assert (job.table, job.known) == ("facts", "in file, next session")


def test_an_archive_of_facts_is_known_by_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("CIK0000320193.json", "{}")
    (job,) = recognise(path)
    assert (job.table, job.reader) == ("facts", "sec_bulk")


def test_a_calendar_is_known_on_the_day_given_with_it(tmp_path: Path) -> None:
    content = '[{"symbol":"A","reportDate":"2025-12-29","fiscalDateEnding":"2025-09-30"}]'
    (job,) = jobs_of(tmp_path, content)
    assert (job.table, job.known) == ("earnings", STAMPED)


def test_estimates_are_parted_where_the_vendor_changed_its_definition(tmp_path: Path) -> None:
    names = ("snapshot", "symbol", "fiscal_date_ending", "eps_estimate", "report_date", "currency")
    (job,) = recognise(parquet(tmp_path, **{name: ["x"] for name in names}))
    assert job.table == "estimates"
    assert job.options["split"]["before"] == "2025-11-17"
    assert "2025-11-17" in job.remark


@pytest.mark.parametrize(
    ("header", "mapped"),
    [
        ("symbol,date,qtr,eps_est,eps,release_time", {"timing": "release_time"}),
        ("ticker,announce_date,fiscal_label,eps_estimate,eps_actual,revenue_actual",
         {"date": "announce_date"}),
        ("date,ticker,timing", {"timing": "timing"}),
    ],
)  # fmt: skip
def test_announcements_are_told_by_their_columns(
    tmp_path: Path, header: str, mapped: dict[str, str]
) -> None:
    (job,) = jobs_of(tmp_path, header + "\n" + ",".join("x" for _ in header.split(",")) + "\n")
    assert (job.table, job.known, job.symbols) == ("earnings", "announcement", "printed")
    assert mapped.items() <= job.columns.items()
