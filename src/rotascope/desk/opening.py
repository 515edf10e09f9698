"""From a folder to a Desk; a folder without a store can be filled with the sample first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from rotascope.desk.brief import SAMPLE
from rotascope.desk.desk import Desk
from rotascope.errors import NoAnswer
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market

__all__ = ["open_store", "store_or_sample"]


def open_store(path: Path | str) -> Desk:
    """The desk of the store in `path`. Raises NoAnswer when there is none, DataTrouble when damaged."""
    return Desk(StoreBackend(Market.open(Path(path).expanduser())))


def store_or_sample(
    path: Path | str, *, today: date, progress: Callable[[str], None] | None = None
) -> Desk:
    """The desk of the store in `path`; with no store there, the sample store is built first.

    `today` dates the import: no clock is read here. A build that was interrupted is completed.
    """
    folder = Path(path).expanduser()
    try:
        market = Market.open(folder)
    except NoAnswer:
        market = Market.open(folder, create=True)
    if _unfinished(market):
        from rotascope.ingest.run import import_sample

        import_sample(market, today=today, progress=progress)
    return Desk(StoreBackend(market))


def _unfinished(market: Market) -> bool:
    """No dataset at all, or only the sample's and one of them not yet imported."""
    names = set(market.datasets())
    if not all(name.startswith(SAMPLE) for name in names):
        return False
    return not names or not names <= {batch.dataset for batch in market.batches()}
