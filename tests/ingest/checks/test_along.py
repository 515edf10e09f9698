"""Every check of price lines is asked along a file's lines, each by its own name."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.along import bars_along, levels_along
from tests.ingest.checks.prices import held, line, lines_of

QUIET = [100.0 + i % 3 for i in range(40)]


def checks(parts: list[pl.DataFrame]) -> set[str]:
    return {check for part in parts for check in part["check"]}


def test_a_quiet_file_passes() -> None:
    levels = lines_of(line(QUIET, name="level"))
    assert checks(levels_along(levels, "today", None)) == set()
    assert checks(bars_along(lines_of(line(QUIET)), "today", None)) == set()


def test_levels_are_judged_whole_and_bars_where_nothing_on_file_is_needed() -> None:
    stays = [v * 100 if i > 30 else v for i, v in enumerate(QUIET)]
    comes_back = [v * 100 if i == 30 else v for i, v in enumerate(QUIET)]
    assert held(levels_along(lines_of(line(stays, name="level")), "today", None)) == list(
        range(31, 40)
    )
    assert held(bars_along(lines_of(line(stays)), "today", None)) == []
    assert held(bars_along(lines_of(line(comes_back)), "today", None)) == [30]


def test_returns_without_levels_are_judged_by_their_days_and_names() -> None:
    name = "BATS:MAGS:2023-04-11"
    frame = lines_of(line([0.01] * 9, "MAGS", "2023-04-10", name="tr", instrument=name))
    frame = frame.filter(pl.col("at") != 5)
    parts = levels_along(frame, "today", None)
    assert (held(parts), held(parts, "flag")) == ([0], [6])
    assert checks(parts) == {"Q07", "Q12"}
