"""One piece of a replay: what a panel of that day says, refused where code or data are others."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from rotascope.errors import DataTrouble
from rotascope.panel import Panel
from rotascope.replay import records, walk
from rotascope.signals.reading import measure
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.replay.conftest import LAST


@pytest.fixture
def state(planted_store: Path) -> str:
    market = Market.open(planted_store)
    market.close()
    return market.fingerprint()


def test_it_says_what_a_panel_of_the_day_says(planted_store: Path, state: str) -> None:
    made = walk.walk(str(planted_store), state, records.code(), [LAST])
    panel = Panel(StoreBackend(Market.open(planted_store)), LAST)
    assert made == records.rows(m.reading for m in measure(panel, null=False))


def test_a_walk_leaves_no_file_a_date(planted_store: Path, state: str) -> None:
    walk.walk(str(planted_store), state, records.code(), [LAST])
    assert not list((planted_store / "cache").glob("breadth-*"))


def test_other_code_and_another_state_are_refused(planted_store: Path, state: str) -> None:
    with pytest.raises(DataTrouble, match="a worker runs other code"):
        walk.walk(str(planted_store), state, "0" * 12, [LAST])
    with pytest.raises(DataTrouble, match="is not in the state that the replay began with"):
        walk.walk(str(planted_store), "another", records.code(), [LAST])


def test_a_worker_that_grows_is_no_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    from joblib.externals.loky import process_executor

    monkeypatch.setattr(process_executor, "_MAX_MEMORY_LEAK_SIZE", 300)
    walk._stay()
    assert process_executor._MAX_MEMORY_LEAK_SIZE > 1 << 40


PARENT = """
import os, subprocess, sys
code = f"import time; from rotascope.replay.walk import tied; tied({os.getpid()}); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=sys.stdout)
print(child.pid, flush=True)
sys.stdin.readline()
"""


def test_a_worker_ends_with_the_replay_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) > 0
        parent.kill()
        begun = time.monotonic()
        parent.stdout.read()  # ends when the worker, who holds it too, has ended: else after a minute
    assert time.monotonic() - begun < 45.0
