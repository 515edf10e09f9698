"""The process that parses, asked directly."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rotascope.ingest.reader import answer


def test_a_question_is_answered_with_a_frame_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("a\n1\n")
    told = answer({"what": "table", "path": str(path), "options": {}}, tmp_path)
    assert pl.read_ipc(told["frame"])["a"].to_list() == ["1"]


def test_rubbish_is_answered_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    told = answer({"what": "table", "path": str(path), "options": {}}, tmp_path)
    assert told["error"]["kind"] == "BadFile"
