"""Parsing in a process of its own: what it answers, what it may take, what it may not do."""

from __future__ import annotations

import json
import os
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
    with pytest.raises(
        BadFile, match=r"200 MB of memory or 20 s|the memory a file may take|not a readable"
    ):
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


def test_a_file_called_like_a_library_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("polars", "resource", "json"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f"{os.pathsep}.")
    assert len(frame_of("table", csv(tmp_path, "a\n1\n"), {})) == 1
    assert not (tmp_path / "run").exists()


def test_an_answer_of_an_earlier_question_is_not_taken_for_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt while one file is read must not give its rows to the next."""
    path = csv(tmp_path, "a\nfirst\n")
    frame_of("table", path, {})

    def interrupted(self: object, channel: int) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(limited._Reader, "_line", interrupted)
        with pytest.raises(KeyboardInterrupt):
            frame_of("table", path, {})
    (tmp_path / "g.csv").write_text("a\nsecond\n")
    assert frame_of("table", tmp_path / "g.csv", {})["a"].to_list() == ["second"]


def test_threads_get_each_their_own_file(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    paths = []
    for number in range(20):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(f"a\n{number}\n")
    with ThreadPoolExecutor(4) as pool:
        frames = list(pool.map(lambda path: frame_of("table", path, {}), paths))
    assert [int(frame["a"][0]) for frame in frames] == list(range(20))


def test_what_a_killed_process_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited.tempfile, "gettempdir", lambda: str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for pid in (gone.pid, os.getpid()):
        (tmp_path / f"{limited.PREFIX}{pid}-x").mkdir()
    limited._sweep()
    assert [path.name for path in tmp_path.iterdir()] == [f"{limited.PREFIX}{os.getpid()}-x"]
