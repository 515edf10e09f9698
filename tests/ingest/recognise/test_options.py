"""Option chains and at-the-money volatilities."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from tests.ingest.recognise.files import jobs_of

SNAPSHOT = "snapshot_date,expiration,dte,spot,atm_strike,atm_iv\n2026-05-14,2026-06-12,29,1,1,0.2\n"
CHAIN = "\nX\nDate: May 16, 2025 at 3:45 PM\nExpiration Date,Calls,Last Sale,Net\nFri May 16 2025,A,1,2\n"


def test_a_chain_is_known_by_its_header(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, CHAIN)
    assert (job.table, job.reader, job.known) == ("options", "cboe", "in file")


def test_a_chain_may_come_as_json(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, '{"timestamp":"2025-05-16","data":{"options":[]}}')
    assert (job.table, job.reader) == ("options", "cboe_json")


def test_volatilities_take_their_underlying_from_the_files_name(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, SNAPSHOT, "IWM.csv")
    assert job.constants == {"underlying": "IWM"}
    assert job.remark == "IWM is taken from the file's name"
    with pytest.raises(BadFile, match="neither file nor name says"):
        jobs_of(tmp_path, SNAPSHOT, "snapshot of today.csv")
