"""One piece of a replay: each session a panel of its own, asked of every signal. Runs anywhere.

A worker opens the store itself and sends back plain rows; what it needs is the store's folder and
the same code. Nothing it computes depends on which worker it is or on what it was asked before.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from rotascope.errors import DataTrouble
from rotascope.memo import walking
from rotascope.panel import Panel
from rotascope.replay import records
from rotascope.signals.reading import measure
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market

__all__ = ["tied", "walk"]

LOOK_SECONDS = 1.0


def walk(store: str, data: str, code: str, days: Sequence[date]) -> list[tuple[object, ...]]:
    """Rows (see `records.SAID`) of every signal on each of `days`, as known on it.

    Raises DataTrouble when the worker's store or code is not the caller's: rows of two states of the
    market, or of two releases, would pass for one history.
    """
    if records.code() != code:
        raise DataTrouble(
            f"a worker runs other code ({records.code()}) than the replay ({code})",
            "the same release on every worker",
            "installing it there",
        )
    _stay()
    backend = _backend(store, data)
    made: list[tuple[object, ...]] = []
    with walking():
        for day in days:
            told = measure(Panel(backend, day), null=False)
            made += records.rows(one.reading for one in told)
    return made


def _stay() -> None:
    """Let this worker hold what it has read.

    joblib ends a worker that has grown by 300 MB since its first task, taking that for a leak; ours
    hold the matrices of the market on purpose, and a new one would read them again for seconds.
    """
    executor = sys.modules.get("joblib.externals.loky.process_executor")
    if executor is not None and hasattr(executor, "_MAX_MEMORY_LEAK_SIZE"):
        setattr(executor, "_MAX_MEMORY_LEAK_SIZE", 1 << 62)  # noqa: B010 - a private name of theirs


def tied(parent: int) -> None:
    """End this process soon after the one that asked for it, `parent`, is gone.

    Of a replay that was killed the workers would else hold their memory and its output for minutes.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


@lru_cache(maxsize=1)
def _backend(store: str, data: str) -> StoreBackend:
    """The store's rows, kept from piece to piece of a process."""
    backend = StoreBackend(Market.open(Path(store)))
    if backend.fingerprint() != data:
        raise DataTrouble(
            f"the store {store} is not in the state that the replay began with",
            "no import and no sync while a replay runs",
            "the replay again: what is recorded of the new state is kept",
        )
    return backend
