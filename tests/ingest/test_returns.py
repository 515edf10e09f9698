"""Where lines of returns meet: levels at their ends, and what cannot be joined."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.returns import connected, line_ends, misplaced
from rotascope.ingest.run import import_paths
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, write

D = [date(2024, 1, d) for d in (2, 3, 4, 5)]
ENDS = pl.DataFrame({"instrument": ["A"], "first": [D[0]], "last": [D[1]], "level": [110.0]})


def rows(first: int, instrument: str = "A", shared: bool = False) -> pl.DataFrame:
    return pl.DataFrame(
        {"at": [0, 1], "row": [2, 3], "instrument": [instrument] * 2, "date": D[first : first + 2],
         "level": [121.0, 133.1], "tr": [None, 0.1], "anchor": [121.0, None],
         "old.known_at": [D[first] if shared else None, None]}
    )  # fmt: skip


def test_the_level_at_a_lines_end_is_its_anchor_times_its_growth(
    market: Market, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [f"SPY,{day},{100 * 1.01**i:.8f}" for i, day in enumerate(days(30))]
    path = write(tmp_path_factory.mktemp("r") / "p.csv", lines, "symbol,date,adj_close")
    import_paths(market, [path], today=TODAY)
    (end,) = line_ends(market, "file:p").iter_rows(named=True)
    assert (end["first"], end["last"]) == (days(30)[0], days(30)[-1])
    assert end["level"] == pytest.approx(100 * 1.01**29)


def test_a_connected_line_has_a_return_on_its_first_row() -> None:
    made = connected(rows(2), ENDS)
    assert made["tr"].to_list() == [pytest.approx(0.1), 0.1]
    assert made["anchor"].to_list() == [None, None]


def test_a_new_line_keeps_its_anchor() -> None:
    made = connected(rows(2, instrument="B"), ENDS)
    assert made["anchor"].to_list() == [121.0, None]


def test_a_line_without_a_common_day_is_held_whole() -> None:
    assert misplaced(rows(2), ENDS)["at"].to_list() == [0, 1]


def test_a_line_with_a_common_day_and_a_new_line_pass() -> None:
    assert misplaced(rows(1, shared=True), ENDS).height == 0
    assert misplaced(rows(2, instrument="B"), ENDS).height == 0
