"""A process that imports batches one after the other and says each that was acknowledged.

Run by the fault tests, which kill it: `python -m tests.store.worker ROOT COUNT`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import polars as pl

from rotascope.store import merge
from rotascope.store.market import Batch, Market
from rotascope.store.tables import Dataset
from tests.store.invented import HELD, made_batch, made_rows

BIG_EVERY = 4
BIG_ROWS = 20_000


def rows_of(number: int) -> pl.DataFrame:
    """What batch `number` holds: few rows, or enough that writing them takes a while."""
    n = BIG_ROWS if number % BIG_EVERY == 0 else 40
    return made_rows(n, lines=n // 2, start=10 * number)


def batch_of(number: int, frame: pl.DataFrame) -> Batch:
    """The batch: its number is its id and its source's digest."""
    return made_batch(f"s{number}", rows=len(frame), quarantined=1)


def main(root: Path, count: int) -> None:
    """Import the batches that are not in yet, as `rotascope import` does."""
    merge.FANOUT = 3  # so that kills meet merges as well
    market = Market.open(root, create=True)
    missing = [n for n in range(count) if market.imported(f"s{n}", "map") is None]
    frames = {number: rows_of(number) for number in missing}
    market.declare(Dataset(f"warm{count}", 1, "", ""))
    importlib.import_module(
        "deltalake.transaction"
    )  # so that the kill meets the work, not the import
    print("ready", flush=True)
    for number in range(count):
        if number in frames:
            market.append("returns", frames[number], batch_of(number, frames[number]), [HELD])
        print(f"kept {number}", flush=True)
    market.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
