"""The gate's throughput: twelve million bars through read, gate, merge and store; a peer's checks beside.

    .venv/bin/python benchmarks/gate.py [LINES SESSIONS]     3000 4000 is the default
    ROTASCOPE_PEERS=FOLDER ...     the site-packages of an environment that has pandera[polars]

Bars are drawn (a seed), with faults planted in a few of them; nothing is fetched or shared. First a
whole import into an empty store. Then, on rows in memory, the checks that pandera can say of a frame
(types, finite, positive, bar order, session, duplicates), both in one run: the rows that each holds are
counted and must be the same. Ours then also says what the whole gate took, lines and all.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from rotascope.ingest import limited
from rotascope.ingest.checks import keys, rows
from rotascope.ingest.findings import together
from rotascope.ingest.gate import gate
from rotascope.ingest.run import import_jobs
from rotascope.ingest.shape import read, select, table_of, typed
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.sessions import all_sessions
from rotascope.store.market import Market

TODAY = date(2026, 6, 12)
SPEC = DatasetSpec("drawn", 1, "drawn bars", "same session")
PRICES = ("open", "high", "low", "close")
COLUMNS = ("symbol", "date", *PRICES, "volume")
FAULTS = 200
PARTS = 4


def drawn(lines: int, sessions: int) -> pl.DataFrame:
    """Bars of `lines` lines over the newest sessions: geometric walks, to a hundredth of a cent."""
    rng = np.random.default_rng(1)
    days = all_sessions()
    days = days[days <= np.datetime64(TODAY)][-sessions:]
    n = lines * sessions
    moves = rng.standard_normal((lines, sessions)) * 0.015
    close = np.round(50.0 * np.exp(np.clip(np.cumsum(moves, axis=1), -5, 5)), 4).ravel()
    open_ = np.round(close * (1 + 0.004 * rng.standard_normal(n)), 4)
    top, low = np.maximum(open_, close), np.minimum(open_, close)
    names = pl.Series([f"QZ{i:05d}" for i in range(lines)])
    return pl.DataFrame({
        "symbol": names.gather(np.repeat(np.arange(lines), sessions)),
        "date": pl.Series(np.tile(days, lines)).cast(pl.Date),
        "open": open_, "high": np.round(top * 1.003, 4), "low": np.round(low * 0.997, 4),
        "close": close, "volume": rng.integers(100_000, 5_000_000, n),
    })  # fmt: skip


def faulty(frame: pl.DataFrame) -> pl.DataFrame:
    """The same with faults in rows far from one another; each fault in its own fifth of them."""
    at = np.linspace(3, len(frame) - 3, FAULTS).astype(int)
    kinds = [pl.int_range(pl.len()).is_in(at[i::5]) for i in range(5)]
    return frame.with_columns(
        close=pl.when(kinds[0]).then(float("nan")).otherwise("close"),
        low=pl.when(kinds[1]).then(-1.0).otherwise("low"),
        high=pl.when(kinds[2]).then(pl.col("low") * 0.9).otherwise("high"),
        date=pl.when(kinds[3]).then(pl.lit(date(2024, 12, 25))).otherwise("date"),
        volume=pl.when(kinds[4]).then(-5).otherwise("volume"),
    )


def job(path: Path) -> Job:
    """A file of bars as a manifest would map it."""
    return Job(SPEC, "bars", path, path.name, columns={name: name for name in COLUMNS},
               constants={"basis": "split"})  # fmt: skip


def spent() -> float:
    """CPU seconds of this process and of the one that parses files, which is ended to be counted."""
    limited.stop()
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + of_children.ru_utime + of_children.ru_stime


def told(name: str, rows_: int, run: Callable[[], Any]) -> Any:
    """Run once, print rows a second, give back the answer."""
    before, wall = spent(), time.perf_counter()
    made = run()
    wall = time.perf_counter() - wall
    cpu = spent() - before
    print(f"{name:<52}{wall:7.2f} s ({cpu:6.2f} CPU){rows_ / wall / 1e6:8.2f} M rows/s", flush=True)
    return made


def whole_import(folder: Path, paths: list[Path], n: int) -> None:
    """Every part through read, gate, merge and store."""
    market = Market.open(folder / "store", create=True)
    report = told("import: read, gate, merge, store", n,
                  lambda: import_jobs(market, [job(p) for p in paths], today=TODAY))  # fmt: skip
    market.close()
    print(f"{'':<4}{report.sentence}")
    if broken := [part.sentence for part in report.jobs if part.status != "imported"]:
        sys.exit("\n".join(broken))
    checks: dict[str, int] = {}
    for part in report.jobs:
        for check, count in (*part.quarantined, *((f"flag {c}", k) for c, k in part.flagged)):
            checks[check] = checks.get(check, 0) + count
    print(f"{'':<4}" + ", ".join(f"{check} {count:,}" for check, count in sorted(checks.items())))


def ours(path: Path, raw: pl.DataFrame) -> set[int]:
    """Positions held by the checks that pandera can say, of rows in memory."""
    mapped = job(path)
    table = table_of(mapped)
    frame, findings = typed(mapped, table, select(mapped, table, raw))
    findings += [
        *rows.finite(frame), *rows.present(table, frame), *rows.positive(table, frame),
        *rows.bar_order(frame), *rows.on_session(frame),
    ]  # fmt: skip
    frame = frame.sort("symbol", "date")
    _, _, against = keys.duplicates(frame, ("symbol", "date"), (*PRICES, "volume"))
    return set(together([*findings, against])["at"].to_list())


def theirs(pa: Any, raw: pl.DataFrame) -> set[int]:
    """Positions that the same checks hold as a pandera schema on Polars."""
    days = pl.Series(all_sessions()).cast(pl.Date).to_list()
    price = [pa.Check.gt(0), pa.Check.lt(rows.CEILING), pa.Check(finite)]
    schema = pa.DataFrameSchema(
        {
            "symbol": pa.Column(pl.String),
            "date": pa.Column(pl.Date, pa.Check.isin(days)),
            **{name: pa.Column(pl.Float64, price) for name in PRICES},
            "volume": pa.Column(pl.Int64, pa.Check.ge(0)),
        },
        checks=[pa.Check(ordered)],
        unique=["symbol", "date"],
    )
    try:
        schema.validate(raw.select(COLUMNS), lazy=True)
    except pa.errors.SchemaErrors as trouble:
        return set(trouble.failure_cases["index"].drop_nulls().cast(pl.Int64).to_list())
    return set()


def finite(data: Any) -> pl.LazyFrame:
    """No NaN and no infinity."""
    made: pl.LazyFrame = data.lazyframe.select(pl.col(data.key).is_finite())
    return made


def ordered(data: Any) -> pl.LazyFrame:
    """Low <= open, close <= high, within a millionth of the price; as our own check says it."""
    low = pl.min_horizontal("open", "close") * (1 + rows.TOLERANCE)
    high = pl.max_horizontal("open", "close") * (1 - rows.TOLERANCE)
    made: pl.LazyFrame = data.lazyframe.select((pl.col("low") <= low) & (pl.col("high") >= high))
    return made


def beside(path: Path) -> None:
    """One part in memory: our checks, pandera's, and our whole gate."""
    raw = read(job(path))
    n = len(raw)
    mine = told(f"the same six checks, ours, {n:,} rows", n, lambda: ours(path, raw))
    try:
        import pandera.polars as pa
    except ImportError:
        print("pandera is not installed: name an environment that has it in ROTASCOPE_PEERS")
    else:
        other = told("the same six checks, pandera on Polars", n, lambda: theirs(pa, raw))
        print(f"{'':<4}held: {len(mine):,} and {len(other):,} rows")
        if mine != other:
            sys.exit(f"ours and pandera hold other rows: {sorted(mine ^ other)[:5]}")
    told("our whole gate, lines and all", n, lambda: gate(job(path), raw, TODAY))


def main() -> None:
    """Draw, import, compare, print."""
    if folder := os.environ.get("ROTASCOPE_PEERS"):
        sys.path.append(folder)  # last: what both have is ours
    lines, sessions = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (3000, 4000)
    print(
        f"{lines:,} lines x {sessions:,} sessions = {lines * sessions:,} bars, {FAULTS} faults planted"
    )
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        paths = []
        frame = faulty(drawn(lines, sessions))
        size = len(frame) // PARTS
        for part in range(PARTS):
            paths.append(place / f"bars{part}.parquet")
            frame[part * size : (part + 1) * size].write_parquet(paths[-1])
        del frame
        whole_import(place, paths, size * PARTS)
        beside(paths[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.1f} GB")


if __name__ == "__main__":
    main()
