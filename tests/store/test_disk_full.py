"""A full disk: readers read, writers say so in one sentence, and the store is sound with room again.

A limit on the size of files stands for the disk: what goes beyond it is refused by the kernel in the
middle of a write, at another place for each limit. With a small file system of its own, where that may be
mounted, every file competes for the same room.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rotascope.errors import DataTrouble
from rotascope.store.market import Market
from tests.store.invented import HELD, made_batch, made_rows
from tests.store.test_kills import killed_import
from tests.store.worker import batch_of, rows_of

HERE = Path(__file__).resolve().parents[2]
WORK = """
import resource, sys
from pathlib import Path
from rotascope.errors import DataTrouble
from rotascope.store.market import Market
from tests.store.invented import HELD
from tests.store.worker import batch_of, rows_of
import deltalake.transaction

root, limit, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
market = Market.open(root)
print(market.collect(market.scan("returns")).height)
frame = rows_of(number)
try:
    market.append("returns", frame, batch_of(number, frame), [HELD])
    print("kept")
except DataTrouble as trouble:
    print("refused:", trouble)
print(market.collect(Market.open(root).scan("returns")).height)
"""
LIMITS = (0, 1_000, 5_000, 16_000, 33_000, 50_000, 80_000, 120_000, 200_000, 10_000_000)


def work(root: Path, limit: int, number: int) -> tuple[int, str, int]:
    """Rows read, what became of an append and rows read after it, in a process with that limit."""
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(root), str(limit), str(number)],
        capture_output=True, text=True, cwd=HERE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, said, after = done.stdout.splitlines()
    return int(before), said, int(after)


def sound(root: Path, number: int, rows: int) -> None:
    """With room again all is as it was, or the append is there whole; then it can be made."""
    market = Market.open(root)
    assert market.verify() == ()
    frame = rows_of(number)
    there = market.imported(f"s{number}", "map") is not None
    found = market.collect(market.scan("returns")).height
    assert found == rows + (frame.height if there else 0)
    market.append("returns", frame, batch_of(number, frame), [HELD])
    assert market.collect(market.scan("returns")).height == rows + frame.height
    assert market.verify() == ()
    market.close()


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("number", [4, 5])
def test_a_write_beyond_the_limit_is_refused_in_a_sentence_and_leaves_a_sound_store(
    filled: Market, limit: int, number: int
) -> None:
    filled.close()
    before, said, after = work(filled.root, limit, number)
    assert before == 18
    if said == "kept":
        assert after == 18 + rows_of(number).height
    else:
        assert said.startswith("refused: ")
        assert "the disk" in said
        assert "is full" in said
        assert after in (18, 18 + rows_of(number).height)
    sound(filled.root, number, 18)


def test_the_limits_meet_both_ends(filled: Market, tmp_path: Path) -> None:
    filled.close()
    assert work(filled.root, LIMITS[0], 5)[1].startswith("refused")
    assert work(filled.root, LIMITS[-1], 5)[1] == "kept"


def test_readers_read_while_an_append_lies_unfinished_on_a_full_disk(tmp_path: Path) -> None:
    root = tmp_path / "store"
    killed_import(root, 2, 60.0)
    for delay in (0.0, 0.02, 0.05, 0.1):
        killed_import(root, 50, delay)
        market = Market.open(root)
        kept = market.collect(market.scan("returns")).height
        market.close()
        before, said, _ = work(root, 0, 99)
        assert before == kept
        assert said.startswith("refused: ")


# ---------------------------------------------------------------- a file system of its own


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here; the limits above test the same")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_file_system_keeps_what_it_acknowledged_and_goes_on_with_room(small: Path) -> None:
    market = Market.open(small / "store", create=True)
    kept, refused = 0, []
    for number in range(400):
        frame = made_rows(2_000, lines=20, start=300 * number)
        batch = made_batch(f"b{number}", rows=2_000, quarantined=1)
        try:
            market.append("returns", frame, batch, [HELD])
            kept += 1
        except DataTrouble as trouble:
            refused.append(str(trouble))
            reader = Market.open(market.root)
            assert reader.collect(reader.scan("returns")).height == 2_000 * kept
            reader.close()
        if len(refused) == 5:
            break
    market.close()
    assert kept > 5
    assert len(refused) == 5
    assert all("full" in sentence for sentence in refused)
    subprocess.run(["mount", "-o", "remount,size=8m", str(small)], check=True)
    again = Market.open(market.root)
    assert again.verify() == ()
    rows = 2_000 * len(again.commits("returns"))
    assert rows >= 2_000 * kept
    assert again.collect(again.scan("returns")).height == rows
    assert again.append("returns", made_rows(2_000, lines=20), made_batch("m", rows=2_000))
    again.close()
