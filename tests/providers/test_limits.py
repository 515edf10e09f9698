"""What a file may be before anything parses it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.limits import PARQUET_ROWS, TEXT_BYTES, guard, guard_inside


def workbook(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadFile, match="not a plain file"):
        guard(tmp_path / "pipe")
    with pytest.raises(BadFile, match="not a plain file"):
        guard(Path("/dev/zero"))


def test_text_has_a_largest_size(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b\n")
        stream.truncate(TEXT_BYTES + 1)
    with pytest.raises(BadFile, match=r"25 MB\. Expected: a text file of at most 25 MB"):
        guard(path)


def test_a_workbook_that_unpacks_too_far_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", {"xl/worksheets/sheet1.xml": bytes(60_000_000)})
    with pytest.raises(BadFile, match=r"unpack from 0\.1 MB to 60 MB"):
        guard_inside(path)


def test_macros_are_refused_and_too_many_parts(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="a workbook with macros"):
        guard_inside(workbook(tmp_path / "m.xlsx", {"xl/a.xml": b"a", "xl/vbaProject.bin": b"b"}))
    with pytest.raises(BadFile, match="301 parts"):
        guard_inside(workbook(tmp_path / "p.xlsx", {f"xl/{n}": b"a" for n in range(301)}))


def test_half_a_workbook_is_one_sentence(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "w.xlsx", {"xl/a.xml": os.urandom(5_000)}).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFile, match="not a readable xlsx workbook"):
        guard_inside(tmp_path / "half.xlsx")


def test_a_parquet_file_that_claims_a_billion_rows_is_refused_by_its_footer(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    rows = PARQUET_ROWS + 1
    pl.LazyFrame({"a": [0]}, schema={"a": pl.Int8}).select(
        pl.lit(0, dtype=pl.Int8).repeat_by(rows).explode().alias("a")
    ).collect().write_parquet(path)
    assert path.stat().st_size < 2_000_000
    with pytest.raises(BadFile, match="100,000,001 rows"):
        guard_inside(path)


@pytest.mark.parametrize("start", [b"{", b" \n<", b"Date,Close\n", b"\xef\xbb\xbfDate"])
def test_ordinary_files_pass(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "f").write_bytes(start + b"1,2\n")
    assert guard(tmp_path / "f") is None  # type: ignore[func-returns-value]
