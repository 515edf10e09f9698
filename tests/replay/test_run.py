"""A replay records the same whoever computes it, in whatever pieces, and however often it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from rotascope.errors import BadArgument, DataTrouble
from rotascope.replay import records, run
from rotascope.replay.schedule import schedule
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from rotascope.terms import Replayed
from tests.replay.conftest import FIRST, LAST

MIDDLE = date(2025, 5, 30)


def replay(store: Path, first: date = FIRST, last: date = LAST, **how: object) -> Replayed:
    market = Market.open(store)
    try:
        return run(market, first, last, **{"workers": 1, **how})  # type: ignore[arg-type]
    finally:
        market.close()


def test_what_is_recorded_is_passed_over_and_pieces_make_the_whole(planted_store: Path) -> None:
    begun = replay(planted_store, MIDDLE)
    said: list[str] = []
    whole = replay(planted_store, progress=said.append)
    again = replay(planted_store)
    days = schedule(FIRST, LAST)
    assert (begun.recorded, begun.kept) == (len(schedule(MIDDLE, LAST)), 0)
    assert (whole.recorded, whole.kept) == (len(days) - begun.recorded, begun.recorded)
    assert (again.recorded, again.kept, again.digest) == (0, len(days), whole.digest)
    assert whole.rows == len(days) * whole.signals
    assert said[-1].startswith(f"{whole.recorded} of {whole.recorded} sessions, to ")
    assert replay(planted_store, MIDDLE).digest == begun.digest


def test_recording_outdates_nothing_that_is_kept(planted_store: Path) -> None:
    before = Market.open(planted_store)
    before.close()
    told = replay(planted_store, date(2025, 6, 20))
    after = Market.open(planted_store)
    assert after.fingerprint() == before.fingerprint() == told.data
    assert after.verify() == ()
    assert after.version("readings") == told.dates - 1  # one session a piece
    after.close()


def test_an_import_meanwhile_does_not_change_what_the_rows_were_made_of(
    planted_store: Path,
) -> None:
    before = Market.open(planted_store)
    before.close()

    def import_one(_sentence: str) -> None:
        market = Market.open(planted_store)
        market.declare(Dataset("elsewhere", 9, "", ""))
        market.close()

    told = replay(planted_store, date(2025, 6, 20), progress=import_one)
    after = Market.open(planted_store)
    assert after.fingerprint() != before.fingerprint() == told.data
    assert told.store == told.data[:6]
    after.close()


def test_a_store_that_may_not_be_written_to_is_said_before_anything_is_computed(
    planted_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (planted_store / "writer.lock").unlink(missing_ok=True)
    (planted_store / "writer.lock").symlink_to("elsewhere")
    module = import_module("rotascope.replay.run")  # the function stands in its way
    monkeypatch.setattr(module, "_made", lambda *_: pytest.fail("computed"))
    with pytest.raises(DataTrouble, match="is a link"):
        replay(planted_store)


def test_a_span_without_a_week_is_refused(planted_store: Path) -> None:
    with pytest.raises(BadArgument, match="no week ends from 2025-06-23 to 2025-06-25"):
        replay(planted_store, date(2025, 6, 23), date(2025, 6, 25))


@pytest.mark.slow
def test_one_process_and_two_record_the_same(
    planted_store: Path, once: Callable[..., Path]
) -> None:
    alone = replay(planted_store)
    other = copy_of(planted_store, once)
    assert replay(other, workers=2).digest == alone.digest


def copy_of(store: Path, once: Callable[..., Path]) -> Path:
    """Another store with the same rows and nothing recorded."""
    import shutil

    from tests.replay.conftest import fill

    return Path(shutil.copytree(once("planted", fill), store.with_name("other")))


KILLED = """
import sys
from datetime import date
from pathlib import Path
from rotascope.replay import run
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
market = Market.open(Path(sys.argv[1]))
run(market, date(2025, 5, 1), date(2025, 6, 30), workers=1, progress=lambda s: print(s, flush=True))
"""


@pytest.mark.slow
def test_a_killed_replay_is_taken_up(planted_store: Path, once: Callable[..., Path]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(planted_store)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline().startswith("1 of ")
    child.kill()
    child.wait()
    child.stdout.close()
    again = replay(planted_store)
    assert again.kept >= 1
    assert again.digest == replay(copy_of(planted_store, once)).digest


@contextmanager
def scheduler() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, real processes on this machine's loopback."""
    from distributed import Client

    port, made = 18786 + os.getpid() % 1000, []
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli"]
    asked = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    made.append(
        subprocess.Popen([f"{dask[0]}", "-m", "distributed.cli.dask_scheduler", *asked], **quiet)
    )  # type: ignore[call-overload]
    for _ in range(2):
        how = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        made.append(
            subprocess.Popen([dask[0], "-m", "distributed.cli.dask_worker", address, *how], **quiet)
        )  # type: ignore[call-overload]
    try:
        with Client(address, timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
        yield address, made[1:]
    finally:
        for one in made:
            one.kill()
            one.wait()


@pytest.mark.slow
def test_a_scheduler_with_a_worker_killed_midway_records_the_same(
    planted_store: Path, once: Callable[..., Path]
) -> None:
    pytest.importorskip("distributed")
    killed: list[int] = []
    with scheduler() as (address, workers):

        def kill_one(_sentence: str) -> None:
            if not killed:
                workers[0].send_signal(signal.SIGKILL)
                killed.append(workers[0].wait())
                time.sleep(0.1)

        told = replay(planted_store, backend=address, workers=None, progress=kill_one)
    assert killed == [-signal.SIGKILL]
    assert told.backend == address
    assert told.digest == replay(copy_of(planted_store, once)).digest


@pytest.mark.slow
def test_no_scheduler_there_is_said(planted_store: Path) -> None:
    with pytest.raises(DataTrouble, match="no Dask scheduler answers at"):
        replay(planted_store, backend="tcp://127.0.0.1:9")


def test_the_digest_is_that_of_the_rows_in_the_store(planted_store: Path) -> None:
    told = replay(planted_store, date(2025, 6, 20))
    market = Market.open(planted_store)
    days = schedule(date(2025, 6, 20), LAST)
    assert records.digest(records.recorded(market, told.data, days)) == told.digest
    market.close()
