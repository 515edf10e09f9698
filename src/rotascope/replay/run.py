"""A replay: what is not yet recorded, in pieces, over processes or a Dask scheduler; kept as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from rotascope.errors import BadArgument, DataTrouble, WrongUse
from rotascope.replay import records
from rotascope.replay.schedule import Every, chunks, schedule
from rotascope.replay.walk import walk
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
    return _told(market, found, days, every, len(left), backend)


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
    with _made(market, data, pieces, backend, workers) as made:
        for days, told in zip(pieces, made, strict=True):
            rows = records.frame(told, data)
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
        yield Parallel(return_as="generator", batch_size=1, pre_dispatch="2*n_jobs", **asked)(tasks)


@contextmanager
def _at(backend: str, workers: int | None) -> Iterator[dict[str, object]]:
    """Where joblib computes: processes of this machine, or the workers of a Dask scheduler."""
    if backend == LOCAL:
        from joblib import cpu_count
        from joblib.externals.loky import get_reusable_executor

        count = workers or cpu_count()
        try:
            yield {"n_jobs": count}
        finally:
            if count > 1:
                # Left alone the workers would wait for minutes for more to do, and leave a folder.
                held = get_reusable_executor(reuse=True)
                getattr(held, "terminate", held.shutdown)(kill_workers=True)
        return
    with _scheduler(backend):
        from joblib import parallel_config

        with parallel_config(backend="dask", wait_for_workers_timeout=30):
            yield {"n_jobs": workers or -1}


@contextmanager
def _scheduler(address: str) -> Iterator[None]:
    """A connection to a Dask scheduler, the default one inside the block."""
    try:
        from distributed import Client
    except ImportError as error:
        raise WrongUse(
            f"a replay at {address} needs Dask", "its client here", "pip install 'rotascope[dask]'"
        ) from error
    try:
        client: AbstractContextManager[object] = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise DataTrouble(
            f"no Dask scheduler answers at {address} ({error})",
            "an address such as tcp://127.0.0.1:8786",
            "`--backend local`",
        ) from error
    with client:
        yield


def _told(
    market: Market,
    found: pl.DataFrame,
    days: Sequence[date],
    every: Every,
    recorded: int,
    backend: str,
) -> Replayed:
    ok = found["status"] == "ok"
    return Replayed(
        store=market.fingerprint()[:6],
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
        data=market.fingerprint(),
        backend=backend,
    )
