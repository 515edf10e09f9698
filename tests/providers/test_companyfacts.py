"""Filed facts with the day they were filed."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.companyfacts import is_companyfacts, read_companyfacts

# Constructed in the SEC's format.
FACTS = {
    "cik": 320193,
    "entityName": "Apple Inc.",
    "facts": {"us-gaap": {
        "PaymentsForRepurchaseOfCommonStock": {"units": {"USD": [
            {"start": "2023-10-01", "end": "2024-09-28", "val": 94949000000, "accn": "0001", "fy": 2024,
             "fp": "FY", "form": "10-K", "filed": "2024-11-01"}]}},
        "Assets": {"units": {"USD": [
            {"end": "2024-09-28", "val": 364980000000, "accn": "0001", "fy": 2024, "fp": "FY",
             "form": "10-K", "filed": "2024-11-01", "frame": "CY2024Q3I"}]}},
    }},
}  # fmt: skip


def test_facts_are_rows_known_when_filed(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(FACTS))
    assert is_companyfacts(path)
    flow, stock = read_companyfacts(path).sort("row").iter_rows(named=True)
    assert (flow["entity"], flow["value"], flow["known_at"]) == (
        "CIK0000320193",
        94949e6,
        "2024-11-01",
    )
    assert (flow["start"], flow["date"], flow["fiscal"]) == ("2023-10-01", "2024-09-28", "2024FY")
    # An instant starts on its own day.
    assert stock["start"] == stock["date"] == "2024-09-28"


def test_what_is_no_companyfacts_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"facts": 1}')
    assert not is_companyfacts(path)
    with pytest.raises(BadFile, match="companyfacts"):
        read_companyfacts(path)


@pytest.mark.shared
def test_apple_repurchased_94949_million_in_fiscal_2024(shared_data: Path) -> None:
    made = read_companyfacts(shared_data / "earnings" / "sec_companyfacts" / "CIK0000320193.json")
    bought = made.filter(
        (pl.col("tag") == "PaymentsForRepurchaseOfCommonStock")
        & (pl.col("start") == "2023-10-01")
        & (pl.col("date") == "2024-09-28")
    )
    assert bought["value"].unique().to_list() == [94949e6]
