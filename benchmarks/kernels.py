"""Our kernels beside their peers: the same arrays, one run, ratios. Peers that are absent are said.

    .venv/bin/python benchmarks/kernels.py [SESSIONS MEMBERS]

Wall time, best of three after a first call (compilation is not counted). pandas runs on a tenth of the
members and is multiplied by ten; its ratio is marked ~.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from rotascope.maths import bootstrap, breadth


def best(run: Callable[[], object], times: int = 3) -> float:
    """Best wall time in seconds of `times` runs after a first."""
    run()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def peer(name: str) -> Any | None:
    """The module, or None and a sentence."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"  {name} is not installed: pip install {name} into an environment of its own")
        return None


def row(what: str, ours: float, name: str, theirs: float, mark: str = "") -> None:
    """One line of the table."""
    print(
        f"{what:<34}{ours * 1e3:10.1f} ms  {name:<14}{theirs * 1e3:10.0f} ms"
        f"  {mark}{theirs / ours:.0f}x"
    )


def panel(sessions: int, members: int) -> tuple[np.ndarray, np.ndarray]:
    """Random-walk levels float32 and full membership."""
    steps = np.random.default_rng(1).standard_normal((sessions, members), dtype=np.float32)
    return np.exp(np.cumsum(steps * np.float32(0.02), axis=0)), np.ones(steps.shape, dtype=bool)


def breadths(levels: np.ndarray, active: np.ndarray) -> None:
    """Rolling means and extremes over the whole panel."""
    above = best(lambda: breadth.above_sma(levels, active, 200))
    extremes = best(lambda: breadth.new_highs_lows(levels, active, 252))
    floor = best(lambda: float(levels.sum()))
    print(f"{'one pass over the panel':<34}{floor * 1e3:10.1f} ms")
    bottleneck = peer("bottleneck")
    if bottleneck is not None:
        means = best(lambda: (levels > bottleneck.move_mean(levels, 200, axis=0)).sum(axis=1))
        row("share above the 200-session mean", above, "bottleneck", means)
        both = best(
            lambda: (
                bottleneck.move_max(levels, 252, axis=0),
                bottleneck.move_min(levels, 252, axis=0),
            )
        )
        row("new highs and lows", extremes, "bottleneck", both)
    pandas = peer("pandas")
    if pandas is not None:
        tenth = pandas.DataFrame(levels[:, : levels.shape[1] // 10])
        means = 10 * best(lambda: (tenth > tenth.rolling(200).mean()).sum(axis=1), 1)
        row("share above the 200-session mean", above, "pandas", means, "~")
        both = 10 * best(lambda: (tenth.rolling(252).max(), tenth.rolling(252).min()), 1)
        row("new highs and lows", extremes, "pandas", both, "~")


def bootstraps() -> None:
    """10,000 stationary bootstrap means of a series of 6,500."""
    x = np.random.default_rng(2).standard_normal(6500)
    ours = best(lambda: bootstrap.stationary_means(x, 20.0, 10_000, 3))
    arch = peer("arch.bootstrap")
    if arch is not None:
        sampler = arch.StationaryBootstrap(20, x, seed=3)
        theirs = best(lambda: sampler.apply(np.mean, 10_000), 1)
        row("10,000 bootstrap means", ours, "arch", theirs)


def main() -> None:
    """Measure and print."""
    sessions, members = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (6500, 2500)
    print(f"{sessions:,} sessions x {members:,} members, float32")
    breadths(*panel(sessions, members))
    bootstraps()


if __name__ == "__main__":
    main()
