"""A job's digest, and damaged files as one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.providers.jobs import DatasetSpec, Job, Where, file_digest, reading

JOB = Job(DatasetSpec("d", 10, "note", "same session"), "bars", Path("a/p.csv"), "p.csv",
          columns={"symbol": "s"})  # fmt: skip


def test_the_digest_follows_the_mapping_and_not_the_place() -> None:
    assert JOB.digest == replace(JOB, path=Path("b/q.csv"), source="q.csv").digest
    for other in (
        replace(JOB, table="returns"),
        replace(JOB, columns={"symbol": "t"}),
        replace(JOB, where=Where(present=("s",))),
        replace(JOB, known="next session"),
        replace(JOB, connect=True),
    ):
        assert other.digest != JOB.digest


def test_the_digest_of_a_file_is_its_sha256(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    assert file_digest(path).startswith("ba7816bf8f01cfea")


def test_a_missing_file_is_bad(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        file_digest(tmp_path / "gone")


def test_a_parsers_panic_is_one_sentence_and_an_interrupt_is_not() -> None:
    panic = type("PanicException", (BaseException,), {})
    with (
        pytest.raises(BadFile, match="x: not a readable Parquet file"),
        reading("x", "Parquet file"),
    ):
        raise panic("index out of bounds")
    with pytest.raises(KeyboardInterrupt), reading("x", "Parquet file"):
        raise KeyboardInterrupt
