"""The door: every file is told by its content, or refused in one sentence that names the way in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.ingest.recognise import recognise
from rotascope.ingest.recognise.door import RECOGNISERS
from rotascope.registry import PROVIDERS
from tests.ingest.recognise.files import jobs_of


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "unknown columns a, b"),
        ("date\n2024-01-02\n", "no word of what happens on them"),
        ("Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n", "rotascope book"),
        ("symbol,quantity\nIWM,3\n", "rotascope book"),
        ('{"a":1}', "JSON of a form"),
        ("<a/>", "XML of a form"),
        (
            "Licence\n\nPermission is granted to whoever has a copy of the software or files, free\n",
            "no table",
        ),
        ("", "the file is empty"),
    ],
)
def test_what_is_no_market_data_is_told_which_door_it_needs(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(BadFile, match=said):
        jobs_of(tmp_path, content)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        recognise(tmp_path)


@pytest.mark.shared
def test_a_files_name_decides_nothing_that_its_content_says(
    shared_data: Path, tmp_path: Path
) -> None:
    for name, table in (
        ("holdings/IVV_holdings_2023-04-06.csv", "holdings"),
        ("holdings/holdings-daily-us-en-spy_2025-09-05.xlsx", "holdings"),
        ("holdings/nport/nport_dupree_kentucky_2022-12-31.xml", "holdings"),
        ("options/cboe_spy_quotedata_2025-05-16.csv", "options"),
        ("earnings/sec_companyfacts/CIK0000320193.json", "facts"),
        ("macro/ff3_daily.parquet", "macro"),
        ("formats/fred/DGS10.csv", "macro"),
    ):
        path = tmp_path / "no-name"
        path.write_bytes((shared_data / name).read_bytes())
        assert recognise(path)[0].table == table, name


@pytest.mark.shared
def test_every_reader_that_recognition_names_is_registered(shared_data: Path) -> None:
    readers = set()
    for path in sorted(shared_data.rglob("*")):
        try:
            readers |= {job.reader for job in recognise(path)}
        except BadFile:
            continue
    assert len(readers) > 12
    assert readers <= set(PROVIDERS)


HEADS = [b"", b"PAR1", b"PK\x03\x04", b'{"cik"', b'[{"symbol":"A","reportDate":1,"fiscalDateEnding"',
         b"<edgarSubmission xmlns='edgar/nport'", b"<rss", b"Statement,Header,x\n", b"date,close\n",
         b"\nData,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n", b"observation_date,DGS2\n",
         b"Ticker,Name,Sector,Asset Class,Market Value,Weight (%)\n", b"\xff\xfe", b"\xef\xbb\xbf",
         b"symbol;date;close\n", b"Expiration Date,Calls,Last Sale\n", b'Date,"1 Mo"\n',
         b"Date,Account,StockTicker,CUSIP,SecurityName,Weightings\n", b"symbol,quantity\n"]  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_any_bytes_are_jobs_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "spy_us_d.csv"
    path.write_bytes(head + rest)
    try:
        made = recognise(path)
    except BadFile:
        return
    assert made
    assert len(RECOGNISERS) > 20
