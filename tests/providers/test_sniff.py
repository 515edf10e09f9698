"""The head of a file, by content."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.sniff import sniff
from tests.ingest.recognise.files import text, workbook


def test_a_text_shows_its_header_and_its_first_rows(tmp_path: Path) -> None:
    seen = sniff(text(tmp_path, "from;me\n\nA;b\n1;2\n3;4\n"))
    assert (seen.kind, seen.header) == ("csv", ("from", "me"))
    seen = sniff(text(tmp_path, "mine\n\nA;b\n1;2\n"))
    assert (seen.header, seen.rows[0]) == (("A", "b"), (1, ["mine"]))
    assert seen.has("a", "B")
    assert not seen.has("c")
    assert seen.begins("A", "b")
    assert not seen.begins("b")
    assert seen.cells == {"mine", "A", "b", "1", "2"}
    assert seen.said == ("separated by ';'", "1 row above the header left out")


def test_a_parquet_shows_its_columns(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1], "b": [2]}).write_parquet(tmp_path / "x")
    assert sniff(tmp_path / "x").header == ("a", "b")


def test_a_workbook_shows_its_sheets_and_the_first_ones_top(tmp_path: Path) -> None:
    seen = sniff(workbook(tmp_path, one=[["mine"], ["a", "b"], [1, 2]], two=[["c", "d"]]))
    assert (seen.kind, seen.sheets, seen.header) == ("xlsx", ("one", "two"), ("a", "b"))


def test_an_archive_shows_its_members(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr("a.json", "{}")
    seen = sniff(tmp_path / "x")
    assert (seen.kind, seen.members) == ("zip", ("a.json",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PAR1nonsense", "not a readable Parquet"),
        (b"PK\x03\x04x", "not a readable"),
    ],
)
def test_what_cannot_be_looked_at_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(BadFile, match=said):
        sniff(tmp_path / "x")
    with pytest.raises(BadFile, match="no such file"):
        sniff(tmp_path / "absent")
