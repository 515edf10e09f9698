"""How long a user waits: cold start, the brief, an import. Prints a table of medians in seconds.

Then the kernels beside their peers (kernels.py), the gate (gate.py), readers of tone (sentiment.py).

    make bench                          the sample
    ROTASCOPE_BENCH_STORE=DIR make bench   also the brief of the store in DIR

Each line is a fresh process, as a user starts one. Wall time; nothing else should be running.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("rotascope"))
REPEATS = 5


def seconds(command: list[str], before: Callable[[], None] | None = None) -> float:
    """Wall time of one run; a failing command stops the benchmark, naming it."""
    if before is not None:
        before()
    begun = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"}
    )
    return time.perf_counter() - begun


def line(
    name: str, command: list[str], repeats: int = REPEATS, before: Callable[[], None] | None = None
) -> None:
    """One row: median, lowest and highest of `repeats` runs."""
    taken = [seconds(command, before) for _ in range(repeats)]
    middle = statistics.median(taken)
    print(f"{name:<44}{middle:8.2f}{min(taken):8.2f}{max(taken):8.2f}{repeats:6d}")


def main() -> None:
    """Measure and print."""
    print(f"{'':<44}{'median':>8}{'low':>8}{'high':>8}{'runs':>6}")
    line("import rotascope", [sys.executable, "-c", "import rotascope"])
    line("rotascope --help", [PROGRAM, "--help"])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        brief = [PROGRAM, "brief", "--store", str(store)]

        def gone() -> None:
            shutil.rmtree(store, ignore_errors=True)

        line("brief, building the sample store first", brief, 3, gone)
        line("brief, sample store on disk", brief)
        line("brief --json", [*brief, "--json"])
        line("brief --html", [*brief, "--html", str(Path(folder) / "brief.html")], 3)
    own = os.environ.get("ROTASCOPE_BENCH_STORE")
    if own:
        line(f"brief, store {own}", [PROGRAM, "brief", "--store", own])
    print(flush=True)
    for part in ("kernels.py", "gate.py", "sentiment.py"):
        subprocess.run([sys.executable, str(Path(__file__).with_name(part))], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
