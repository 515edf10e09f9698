"""What a store of many small commits costs: to append to, to open, to read, to verify.

    .venv/bin/python benchmarks/store.py [COMMITS...]      else 50 600 3000

A commit is 200 rows of returns, as a small answer of one day's sync. Milliseconds, best of five: wall,
and CPU in brackets; `doctor` reads every file again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from rotascope.store.market import Batch, Market
from rotascope.store.tables import TABLES

ROWS, LINES = 200, 100
WHAT = ("append", "open", "scan", "doctor")


def rows(number: int) -> pl.DataFrame:
    """Two days of a hundred lines."""
    days = [date(2000, 1, 3) + timedelta(days=2 * number + i // LINES) for i in range(ROWS)]
    names = [f"US:L{i % LINES}" for i in range(ROWS)]
    columns = {"dataset": ["demo"] * ROWS, "instrument": names, "date": days, "known_at": days,
               "tr": [1e-5 * (number + i) for i in range(ROWS)], "anchor": [None] * ROWS}  # fmt: skip
    return pl.DataFrame(columns, schema=TABLES["returns"].schema)


def append(market: Market) -> None:
    """One commit more."""
    number = market.version("returns") + 1
    name = f"b{number}"
    batch = Batch(name, "returns", "demo", f"{name}.csv", name, "map", ROWS, ROWS, 0, 0)
    market.append("returns", rows(number), batch)


def best(run: Callable[[], object], times: int = 5) -> str:
    """The best of some runs, as text."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return f"{min(walls) * 1e3:8.1f} ({min(cpus) * 1e3:6.1f})"


def measure(market: Market) -> None:
    """One line of the table."""
    count = market.version("returns") + 1
    told = [best(lambda: append(market))]
    told.append(best(lambda: Market.open(market.root).close()))
    told.append(best(lambda: market.collect(market.scan("returns"))))
    told.append(best(market.verify))
    print(f"{count:8,d} {'  '.join(told)}", flush=True)


def main(marks: list[int]) -> None:
    """Grow one store and stop at each mark."""
    print(f"{'commits':>8s} " + "  ".join(f"{what:>17s}" for what in WHAT))
    with tempfile.TemporaryDirectory() as folder:
        market = Market.open(Path(folder) / "store", create=True)
        for mark in sorted(marks):
            while market.version("returns") + 1 < mark:
                append(market)
            measure(market)
        market.close()


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [50, 600, 3000])
