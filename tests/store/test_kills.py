"""kill -9 while a process imports: nothing acknowledged is lost, nothing torn, nothing twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest

from rotascope.store.market import Market
from tests.store.worker import rows_of

HERE = Path(__file__).resolve().parents[2]
KEY = ["instrument", "date"]
AHEAD = 8
LONGEST_SECONDS = 0.2


def killed_import(root: Path, count: int, delay: float) -> tuple[list[int], bool]:
    """Start an import and kill it `delay` seconds into it: what it acknowledged, and if it died."""
    command = [sys.executable, "-m", "tests.store.worker", str(root), str(count)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE)
    assert child.stdout is not None
    with child, child.stdout as told:
        assert told.readline() == "ready\n"
        timer = threading.Timer(delay, child.send_signal, [signal.SIGKILL])
        timer.start()
        kept = [int(line.split()[1]) for line in told if line.endswith("\n")]
        timer.cancel()
    assert child.returncode in (0, -signal.SIGKILL)
    return kept, child.returncode != 0


def check(root: Path, acknowledged: set[int], count: int) -> tuple[set[int], int]:
    """Open the store and compare every row with what was sent: batches held, appends settled."""
    market = Market.open(root)
    held = {n for n in range(count) if market.imported(f"s{n}", "map")}
    lost = acknowledged - held
    assert not lost, f"acknowledged and lost: {lost}"
    found = market.collect(market.scan("returns"))
    sent = pl.concat([rows_of(n) for n in sorted(held)] or [found.clear()])
    assert found.sort(*KEY, "tr").equals(sent.sort(*KEY, "tr"))
    assert sorted(issue.batch for issue in market.quarantine_list()) == sorted(
        f"s{n}" for n in held
    )
    assert market.verify(full=False) == ()
    market.close()
    return held, len(market.recovered)


def run(root: Path, kills: int, seed: int) -> tuple[set[int], int]:
    """Kill `kills` imports at random moments of their work, then let one finish: rows, how many."""
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    held: set[int] = set()
    done = settled = 0
    while done < kills:
        count = len(held) + AHEAD  # there is always more to do than the time allows
        kept, died = killed_import(root, count, chance.uniform(0.0, LONGEST_SECONDS))
        acknowledged |= set(kept)
        held, recovered = check(root, acknowledged, count)
        settled += recovered
        done += died
    assert settled >= kills // 5  # else the kills met nothing: about three in four meet an append
    count = len(held) + 1
    kept, _ = killed_import(root, count, 60.0)
    assert len(kept) == count
    return check(root, acknowledged | set(kept), count)[0], count


def test_a_few_killed_imports_lose_tear_and_repeat_nothing(tmp_path: Path) -> None:
    held, count = run(tmp_path / "store", kills=3, seed=1)
    assert held == set(range(count))


@pytest.mark.slow
def test_fifty_killed_imports_lose_tear_and_repeat_nothing(tmp_path: Path) -> None:
    held, count = run(tmp_path / "store", kills=50, seed=2)
    assert held == set(range(count))
