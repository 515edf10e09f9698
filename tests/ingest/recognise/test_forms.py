"""The forms of a plain table become options of its jobs, and are told."""

from __future__ import annotations

from pathlib import Path

from rotascope.ingest.recognise.forms import written
from rotascope.providers.sniff import sniff
from tests.ingest.recognise.files import parquet, text


def test_a_table_as_computers_write_it_needs_no_options(tmp_path: Path) -> None:
    seen = sniff(text(tmp_path, "d,x\n2024-01-02 00:00:00,1.5\n"))
    assert written(seen, {"close": "x"}, {}, {"date": "d"}) == ({}, ())


def test_grouped_numbers_and_american_days_are_options(tmp_path: Path) -> None:
    seen = sniff(text(tmp_path, 'd,x,v\n01/31/2024,1.5,"1,234"\n'))
    options, said = written(seen, {"close": "x"}, {"volume": "v"}, {"date": "d"})
    assert options == {"decimal": ".", "dates": "%m/%d/%Y"}
    assert said == ("grouped numbers with decimal points", "days written as %m/%d/%Y")


def test_typed_columns_are_not_looked_at(tmp_path: Path) -> None:
    seen = sniff(parquet(tmp_path, d=["01/02/2024"], x=["1,5"]))
    assert written(seen, {"close": "x"}, {}, {"date": "d"}) == ({}, ())
