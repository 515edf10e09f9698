"""A store on a medium that may not be written to answers every question that writes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rotascope.store.market import Market
from rotascope.store.recover import Intent, begin
from tests.store.invented import HELD, made_batch, made_rows

HERE = Path(__file__).resolve().parents[2]
READ = """
import sys
from pathlib import Path
from rotascope.store.market import Market
market = Market.open(Path(sys.argv[1]))
print(market.collect(market.scan("returns")).height, len(market.quarantine_list()),
      market.recovered, len(market.verify()))
"""


def bare(*line: str) -> tuple[int, str, str]:
    """Run Python for which permissions hold, also as root."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.bare", *line],
        capture_output=True, text=True, cwd=HERE, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def sealed(root: Path, sealing: bool = True) -> None:
    for folder, _, names in os.walk(root):
        for path in (Path(folder), *(Path(folder) / name for name in names)):
            mode = path.stat().st_mode
            path.chmod(mode & ~0o222 if sealing else mode | 0o200)


@pytest.fixture
def closed(filled: Market) -> Iterator[Path]:
    """Three commits and a held row, read-only."""
    filled.append("returns", made_rows(start=90), made_batch("b9", quarantined=1), [HELD])
    filled.close()
    sealed(filled.root)
    yield filled.root
    sealed(filled.root, sealing=False)


def test_a_store_at_rest_is_its_database_and_its_files(closed: Path) -> None:
    assert sorted(path.name for path in closed.iterdir()) == [
        "market", "state.sqlite", "writer.lock",
    ]  # fmt: skip


def test_a_read_only_store_is_read(closed: Path) -> None:
    before = sorted(path for path in closed.rglob("*"))
    assert bare("-c", READ, str(closed)) == (0, "24 1 () 0\n", "")
    assert sorted(path for path in closed.rglob("*")) == before


def test_a_copy_whose_times_are_others_is_hashed_and_read(closed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(closed, copy, copy_function=shutil.copyfile)
    sealed(copy)
    assert bare("-c", READ, str(copy)) == (0, "24 1 () 0\n", "")
    sealed(copy, sealing=False)


def test_an_append_that_a_crash_left_hinders_nobody_who_reads(closed: Path) -> None:
    sealed(closed, sealing=False)
    market = Market.open(closed)
    begin(market.state, Intent([made_batch("x")], 4, "market/returns/000004-x.parquet", 6), [])
    market.close()
    sealed(closed)
    assert bare("-c", READ, str(closed)) == (0, "24 1 () 0\n", "")


def test_what_would_write_is_refused_in_one_sentence(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("ticker,day,close\nIWM,2024-01-02,1\n")
    for line in (("import", str(tmp_path / "x.csv")), ("doctor", "--repair")):
        code, out, err = bare("-m", "rotascope", *line, "--store", str(closed))
        assert (code, out) == (3, "")
        assert err.startswith(f"rotascope: writing to the store {closed} failed: nothing may be")
        assert err.count("\n") == 1


def test_transactions_beside_a_closed_database_are_not_passed_over(closed: Path) -> None:
    # What a killed writer left is folded in by the next that may write; until then it cannot be read
    # whole, so it is not read at all.
    sealed(closed, sealing=False)
    (closed / "state.sqlite-wal").write_bytes(b"x" * 4128)
    sealed(closed)
    code, _, err = bare("-c", READ, str(closed))
    assert code != 0
    assert "cannot be opened here" in err


def test_brief_and_data_answer_from_a_read_only_store_and_keep_no_cache(
    sample_store: Path, tmp_path: Path
) -> None:
    root = tmp_path / "sample"
    shutil.copytree(sample_store, root, ignore=shutil.ignore_patterns("cache", "*-shm", "*-wal"))
    if (sample_store / "state.sqlite-wal").exists():
        pytest.fail("the sample store was left open by its maker")
    sealed(root)
    try:
        code, out, err = bare("-m", "rotascope", "brief", "--store", str(root))
        assert (code, err) == (0, "")
        assert "Today's data: rotascope sync" in out
        code, out, err = bare("-m", "rotascope", "data", "--store", str(root))
        assert (code, err) == (0, "")
        assert "as known on" in out
        assert not (root / "cache").exists()
    finally:
        sealed(root, sealing=False)
