"""Our kernels beside their peers: the same arrays, one run, checked to agree, then ratios.

    .venv/bin/python benchmarks/kernels.py [SESSIONS MEMBERS]
    ROTASCOPE_PEERS=FOLDER ...    the site-packages of an environment with peers that ours lacks

Milliseconds, best of three after a first call (compilation is not counted): wall, and CPU in brackets,
because ours may use two threads where a peer uses one. A peer that is absent is said in a sentence.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from rotascope.maths import bootstrap, breadth, rank, trend


class Taken(NamedTuple):
    """Best wall and CPU time of a call in milliseconds, and what it returned."""

    wall: float
    cpu: float
    result: Any


def best(run: Callable[[], Any], times: int = 3) -> Taken:
    """The best of `times` runs after a first."""
    result = run()
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Taken(min(walls) * 1e3, min(cpus) * 1e3, result)


def peer(name: str) -> Any | None:
    """The module, or None and a sentence."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: name an environment that has it in ROTASCOPE_PEERS")
        return None


def row(what: str, ours: Taken, name: str, theirs: Taken, rtol: float = 0.0) -> None:
    """One line of the table; the run stops where the answers differ by more than `rtol`."""
    for mine, other in zip(ours.result, theirs.result, strict=True):
        if rtol < 1 and not np.allclose(mine, other, rtol=rtol, atol=0, equal_nan=True):
            sys.exit(f"{what}: {name} answers otherwise")
    print(
        f"{what:<36}{ours.wall:8.1f} ({ours.cpu:6.1f})  {name:<12}{theirs.wall:8.0f}"
        f" ({theirs.cpu:6.0f}){theirs.wall / ours.wall:7.0f}x ({theirs.cpu / ours.cpu:.0f}x)"
    )


Panel = tuple[np.ndarray, np.ndarray, np.ndarray]


def panel(sessions: int, members: int) -> Panel:
    """(levels float32, active, index): listings, delistings, halts; two members in five are listed."""
    rng = np.random.default_rng(1)
    steps = rng.standard_normal((sessions, members), dtype=np.float32)
    levels = np.exp(np.cumsum(steps * np.float32(0.02), axis=0))
    day = np.arange(sessions)[:, None]
    begins = rng.integers(0, sessions // 2, members)
    ends = rng.integers(sessions // 2, sessions * 5 // 4, members)
    levels[(day < begins) | (day > ends) | (rng.random(levels.shape) < 0.0005)] = np.nan
    active = np.isfinite(levels) & (np.arange(members) % 5 < 2)
    return levels, active, np.exp(np.cumsum(rng.standard_normal(sessions) * 0.01))


def against_windows(name: str, levels: np.ndarray, active: np.ndarray) -> None:
    """Means and extremes of windows: bottleneck or pandas."""
    found = peer(name)
    if found is None:
        return

    def moving(what: str, n: int) -> np.ndarray:
        if name == "pandas":
            return getattr(found.DataFrame(levels).rolling(n), what)().to_numpy()
        return getattr(found, f"move_{what}")(levels, n, axis=0)

    def above(n: int) -> tuple[np.ndarray, ...]:
        mean = moving("mean", n)
        counted = np.isfinite(mean) & active
        return (counted.sum(axis=1),)  # shares differ where float32 means do

    def records() -> tuple[np.ndarray, ...]:
        top, floor = moving("max", 252), moving("min", 252)
        counted = np.isfinite(top) & active
        highs, lows = (levels == top) & counted, (levels == floor) & counted
        return highs.sum(axis=1), lows.sum(axis=1), counted.sum(axis=1)

    for n in (50, 200):
        ours = best(lambda n=n: breadth.above_sma(levels, active, n)[1:])
        row(f"members above their {n}-session mean", ours, name, best(lambda n=n: above(n)))
    ours = best(lambda: breadth.new_highs_lows(levels, active, 252))
    row("new 252-session highs and lows", ours, name, best(records))


def against_numpy(levels: np.ndarray, active: np.ndarray, index: np.ndarray) -> None:
    """What NumPy says in a few whole-array expressions."""

    def moves() -> tuple[np.ndarray, ...]:
        change = np.diff(levels, axis=0)
        up, down = (change > 0) & active[1:], (change < 0) & active[1:]
        return np.append(0, up.sum(axis=1)), np.append(0, down.sum(axis=1))

    def beaten() -> tuple[np.ndarray, ...]:
        growth = levels[126:].astype(np.float64) / levels[:-126]
        counted = active[:-126] & np.isfinite(growth)
        n = counted.sum(axis=1)
        logs = np.log(np.where(counted, growth, 1.0))
        mean = logs.sum(axis=1) / np.maximum(n, 1)
        spread = np.where(counted, (logs - mean[:, None]) ** 2, 0.0).sum(axis=1)
        share = ((growth > (index[126:] / index[:-126])[:, None]) & counted).sum(axis=1)
        none = np.where(n > 0, 1.0, np.nan)
        return share / np.maximum(n, 1) * none, n, np.sqrt(spread / np.maximum(n, 1)) * none

    ours = best(lambda: breadth.advance_decline(levels, active))
    row("advances and declines", ours, "numpy", best(moves))
    ours = best(lambda: [x[126:] for x in breadth.beat_share(levels, active, index, 126)])
    row("members that beat the index", ours, "numpy", best(beaten), 1e-6)


def series() -> None:
    """Ranks and resampling of one series of 6,500; the trend-line null has no peer."""
    x = np.random.default_rng(2).standard_normal(6500)
    pandas, arch = peer("pandas"), peer("arch.bootstrap")
    if pandas is not None:
        ours = best(lambda: (rank.expanding_percentile(x, 1),))
        n = np.arange(1, len(x) + 1)
        theirs = best(lambda: (pandas.Series(x).expanding().rank(pct=True) - 0.5 / n,))
        row("expanding percentile", ours, "pandas", theirs, 1e-9)
    if arch is not None:
        sampler = arch.StationaryBootstrap(20, x, seed=3)
        ours = best(lambda: (bootstrap.stationary_means(x, 20.0, 10_000, 3),))
        theirs = best(lambda: (sampler.apply(np.mean, 10_000)[:, 0],), 1)
        row("10,000 stationary bootstrap means", ours, "arch", theirs, np.inf)
    for kind in ("theil_sen", "hull"):
        taken = best(lambda kind=kind: trend.false_break_rates(x[:1000] * 0.02, kind=kind), 1)
        print(f"{f'trend-line null, 3,000 paths, {kind}':<36}{taken.wall:8.0f} ({taken.cpu:6.0f})")


def main() -> None:
    """Measure and print."""
    if folder := os.environ.get("ROTASCOPE_PEERS"):
        sys.path.append(folder)  # last: what both have is ours
    sessions, members = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (6500, 2500)
    print(f"{sessions:,} sessions x {members:,} members, float32")
    levels, active, index = panel(sessions, members)
    floor = best(levels.sum)
    print(f"{'one pass over the panel (a sum)':<36}{floor.wall:8.1f} ({floor.cpu:6.1f})")
    for name in ("bottleneck", "pandas"):
        against_windows(name, levels, active)
    against_numpy(levels, active, index)
    series()


if __name__ == "__main__":
    main()
