"""Time is an argument: below surfaces and providers nothing asks what time it is."""

from __future__ import annotations

import ast

import pytest

from tests.laws import tree

CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime", "time", "time_ns", "monotonic",
          "monotonic_ns", "perf_counter", "perf_counter_ns", "clock_gettime"}  # fmt: skip
OWNERS = {"datetime", "date", "time", "dt", "Timestamp", "pd", "pandas", "pendulum", "arrow"}
# surfaces hold the clock, providers may wait for a network, warm runs at install.
ABOVE = {"surfaces", "providers", "warm"}
BELOW = [path for path in tree.sources() if tree.floor(path) not in ABOVE]


def reads(module: ast.Module) -> list[tuple[ast.AST, str]]:
    """Calls that read a clock: `datetime.now()`, `time.time()`, `from time import ...`, 'now' dates."""
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            *owner, last = tree.dotted(node.func).split(".")
            if last in CLOCKS and owner and owner[-1] in OWNERS:
                found.append((node, ".".join([*owner, last])))
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if last == "datetime64" and {"now", "today"} & set(map(str, texts)):
                found.append((node, "datetime64 of 'now'"))
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            clocks = [alias.name for alias in node.names if alias.name in CLOCKS]
            found += [(node, f"from time import {name}") for name in clocks]
    return found


def test_nothing_below_the_surfaces_reads_the_clock() -> None:
    found = []
    for path in BELOW:
        for node, call in reads(tree.tree(path)):
            # A wait for a lock is bounded in seconds of the machine; it never dates anything.
            if not (tree.floor(path) == "store" and call.endswith("monotonic")):
                found.append(f"{tree.where(path, node)} calls {call}: take the time as an argument")
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["datetime.now()", "dt.date.today()", "datetime.datetime.utcnow()", "time.time()",
     "np.datetime64('now')", "from time import perf_counter", "pd.Timestamp.now()"],
)  # fmt: skip
def test_the_scan_sees_every_way_to_ask(line: str) -> None:
    assert reads(ast.parse(line))


@pytest.mark.parametrize("line", ["series.now()", "time.sleep(1)", "np.datetime64('2020-01-01')"])
def test_the_scan_does_not_accuse_what_is_no_clock(line: str) -> None:
    assert not reads(ast.parse(line))
