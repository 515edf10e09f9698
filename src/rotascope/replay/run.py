"""A replay: what is not yet recorded, in pieces, over processes or a Dask scheduler; kept as it comes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from rotascope.errors import BadArgument
from rotascope.replay import records
from rotascope.replay.schedule import Every, chunks, schedule
from rotascope.replay.scheduler import connected
from rotascope.replay.walk import tied, walk
from rotascope.store.market import Market
from rotascope.terms import Replayed

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LOCAL", "run"]

LOCAL = "local"
Progress = Callable[[str], None]
Piece = list[tuple[object, ...]]


def run(
    market: Market,
    first: date,
    last: date,
    every: Every = "week",
    backend: str = LOCAL,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Replayed:
    """Record every signal on the sessions from `first` to `last`, as known on each.

    Sessions that this code has recorded from these data are passed over; every piece is on disk
    before the next one is kept, so what a kill leaves is taken up. `backend` is 'local' (processes,
    `workers` of them, else one a core) or a Dask scheduler's address. Raises BadArgument, WrongUse
    (no Dask here) or DataTrouble (no scheduler there, other code or data on a worker).
    """
    days, data = schedule(first, last, every), market.fingerprint()
    if not days:
        raise BadArgument(f"no {every} ends from {first} to {last}", "a longer span", "")
    before = set(records.recorded(market, data, days)["date"].unique().to_list())
    left = [day for day in days if day not in before]
    _record(market, data, left, backend, workers, progress or _silent)
    found = records.recorded(market, data, days)
    return _told(data, found, days, every, len(left), backend)


def _silent(_sentence: str) -> None:
    return None


def _record(
    market: Market,
    data: str,
    left: Sequence[date],
    backend: str,
    workers: int | None,
    progress: Progress,
) -> None:
    """Walk and keep. Pieces come back in order, so equal replays make equal stores."""
    pieces, done = chunks(left), 0
    if not pieces:
        return
    with market.writing():
        pass  # said now, not after the first hour, where nothing may be written
    with _made(market, data, pieces, backend, workers) as made:
        for days, told in zip(pieces, made, strict=True):
            rows = records.frame(records.whole(told, days), data)
            market.append(records.TABLE, rows, records.batch(rows))
            done += len(days)
            progress(f"{done:,} of {len(left):,} sessions, to {days[-1]}")


@contextmanager
def _made(
    market: Market,
    data: str,
    pieces: Sequence[Sequence[date]],
    backend: str,
    workers: int | None,
) -> Iterator[Iterator[Piece]]:
    """The rows of each piece, in order, computed wherever `backend` says."""
    from joblib import Parallel, delayed

    store, code = str(market.root), records.code()
    tasks = (delayed(walk)(store, data, code, piece) for piece in pieces)
    with _at(backend, workers) as asked:
        # One piece a task: the library would batch those that seem short.
        made = Parallel(return_as="generator", batch_size=1, pre_dispatch="2*n_jobs", **asked)(
            tasks
        )
        try:
            yield made
        finally:
            made.close()  # on an error too: what is under way is given up, its locks are let go


@contextmanager
def _at(backend: str, workers: int | None) -> Iterator[dict[str, object]]:
    """Where joblib computes: processes of this machine, or the workers of a Dask scheduler."""
    if backend == LOCAL:
        from joblib import cpu_count
        from joblib.externals.loky import get_reusable_executor

        count = workers or cpu_count()
        try:
            yield {"n_jobs": count, "initializer": tied, "initargs": (os.getpid(),)}
        finally:
            if count > 1:
                # Left alone the workers would wait for minutes for more to do, and leave a folder.
                held = get_reusable_executor(reuse=True)
                getattr(held, "terminate", held.shutdown)(kill_workers=True)
        return
    with connected(backend):
        from joblib import parallel_config

        with parallel_config(backend="dask", wait_for_workers_timeout=30):
            yield {"n_jobs": workers or -1}


def _told(
    data: str,
    found: pl.DataFrame,
    days: Sequence[date],
    every: Every,
    recorded: int,
    backend: str,
) -> Replayed:
    ok = found["status"] == "ok"
    return Replayed(
        store=data[:6],
        first=days[0],
        last=days[-1],
        every=every,
        dates=len(days),
        recorded=recorded,
        kept=len(days) - recorded,
        signals=found["signal"].n_unique(),
        rows=len(found),
        answered=float(ok.sum()) / len(found) if len(found) else None,
        digest=records.digest(found),
        code=records.code(),
        data=data,
        backend=backend,
    )
