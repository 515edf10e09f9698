"""Parsing in a process of its own: what it answers, what it may take, what it may not do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.ingest import limited
from rotascope.ingest.limited import Limits, ask, frame_of


@pytest.fixture(autouse=True)
def _fresh() -> None:
    limited.stop()


def csv(folder: Path, text: str) -> Path:
    path = folder / "f.csv"
    path.write_text(text)
    return path


def test_a_frame_comes_back_as_the_reader_made_it(tmp_path: Path) -> None:
    frame = frame_of("table", csv(tmp_path, "a,b\n1,x\n2,\n"), {})
    assert frame.rows() == [(2, "1", "x"), (3, "2", None)]


def test_what_a_reader_raises_on_purpose_arrives(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="row 3: 3 fields under a header of 2"):
        frame_of("table", csv(tmp_path, "a,b\n1,2\n1,2,3\n"), {})


def test_one_process_answers_many_files(tmp_path: Path) -> None:
    frame_of("table", csv(tmp_path, "a\n1\n"), {})
    first = limited._running[0].process.pid
    frame_of("table", csv(tmp_path, "a\n2\n"), {})
    assert limited._running[0].process.pid == first


def test_a_file_that_takes_too_much_memory_is_one_sentence_and_the_next_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "wide.parquet"
    pl.select(pl.int_range(40_000_000).alias("a")).write_parquet(path, compression="zstd")
    with pytest.raises(BadFile, match=r"takes more than 200 MB of memory or 20 s"):
        ask("table", path, limits=Limits(memory=200 << 20))
    assert len(frame_of("table", csv(tmp_path, "a\n1\n"), {})) == 1


def test_a_file_that_takes_too_long_is_one_sentence(tmp_path: Path) -> None:
    path = csv(tmp_path, "a,b\n" + "1,2\n" * 400_000 + "1,2,3\n")
    with pytest.raises(BadFile, match=r"or 0\.001 s"):
        ask("table", path, limits=Limits(seconds=0.001))


PROBE = """
import json, sys
from pathlib import Path
from rotascope.ingest import reader
folder = Path(sys.argv[1])
reader.confine(folder, 1 << 30)
said = {}
def attempt(name, act):
    try:
        act(); said[name] = "allowed"
    except PermissionError:
        said[name] = "refused"
import os, socket, subprocess
attempt("socket", lambda: socket.create_connection(("127.0.0.1", 9)))
attempt("program", lambda: subprocess.run(["true"]))
attempt("system", lambda: os.system("true"))
attempt("write", lambda: open("/tmp/rotascope-escape", "w"))
attempt("sibling", lambda: open(str(folder) + "x", "w"))
attempt("remove", lambda: os.remove("/tmp/rotascope-escape"))
attempt("own", lambda: (folder / "a.arrow").write_bytes(b""))
print(json.dumps(said))
"""


def test_no_network_no_programs_no_writing_elsewhere(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    said = json.loads(run.stdout)
    assert said.pop("own") == "allowed"
    assert set(said.values()) == {"refused"}, said


def test_its_environment_holds_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTASCOPE_FRED_KEY", "secret")
    assert "secret" not in limited._environment().values()
