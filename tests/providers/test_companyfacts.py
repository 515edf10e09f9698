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


def test_tags_may_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(FACTS))
    assert read_companyfacts(path, tags=["Assets"])["tag"].to_list() == ["Assets"]
    with pytest.raises(BadFile, match="no facts in it"):
        read_companyfacts(path, tags=["Revenues"])


@pytest.mark.parametrize(
    "facts_of_a",
    [
        3, [], "x", {"T": 3}, {"T": {"units": 3}}, {"T": {"units": {"USD": 3}}},
        {"T": {"units": {"USD": [3]}}}, {"T": {"units": {"USD": [{"val": "x"}]}}},
        {"T": {"units": {"USD": [{"val": 1, "fy": 10**20}]}}},
        {"T": {"units": {"USD": [{"val": 1, "end": "\ud800"}]}}},
        {"T": {"units": {"USD": [{"val": 10**400}]}}}, {"T": {"units": {"USD": [{"accn": [1]}]}}},
    ],
)  # fmt: skip
def test_hostile_shapes_are_a_bad_file(facts_of_a: object, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"cik": 1, "facts": {"a": facts_of_a}}))
    with pytest.raises(BadFile):
        read_companyfacts(path)


def test_a_file_beyond_its_bound_or_too_deep_is_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"cik":' + "[" * 200_000)
    with pytest.raises(BadFile, match="recursion"):
        read_companyfacts(path)
    with path.open("wb") as stream:
        stream.truncate(64_000_001)
    with pytest.raises(BadFile, match="64,000,001 bytes"):
        read_companyfacts(path)


def test_a_byte_order_mark_is_no_reason_not_to_know_the_file(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(FACTS, separators=(",", ":")).encode())
    assert is_companyfacts(path)
    assert len(read_companyfacts(path)) == 2
