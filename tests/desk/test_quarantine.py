"""Rows held back, by check and by file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import rotascope
from rotascope.desk import Desk
from rotascope.desk.quarantine import listed, matching
from rotascope.errors import NoAnswer
from rotascope.store.market import Held, Market
from rotascope.store.memory import MemoryBackend

ROW = Held(12, "b", "returns", 7, "IWM 2020-03-16", "Q13", "quarantine", "no spike", "-50 %",
           "prices/a.csv", "{}", "open", "", "", "sha")  # fmt: skip


class OneHeld:
    """A market with one row held back."""

    root = Path()

    def quarantine_list(self, batch: str = "", state: str = "") -> tuple[Held, ...]:
        return (ROW,) if state == "open" else ()


def test_rows_match_by_check_and_by_a_part_of_the_files_name() -> None:
    other = replace(ROW, check="Q04", source="macro/b.csv")
    assert matching((ROW, other)) == (ROW, other)
    assert matching((ROW, other), check="q13") == (ROW,)
    assert matching((ROW, other), file="macro") == (other,)
    assert matching((ROW, other), "Q13", "macro") == ()


def test_where_only_other_rows_are_held_it_says_how_many() -> None:
    market: Market = OneHeld()  # type: ignore[assignment]
    assert listed(market, "open", "Q13") == (ROW,)
    assert listed(market, "released", "Q13") == ()
    with pytest.raises(NoAnswer, match="no open row is of check 'Q99', of 1 in all"):
        listed(market, "open", "Q99")


def test_of_a_store_the_desk_lists_them_and_of_rows_in_memory_there_are_none(
    sample_store: Path,
) -> None:
    desk = rotascope.open(sample_store)
    assert desk.quarantine("rejected") == ()
    with pytest.raises(NoAnswer, match="rows in memory"):
        Desk(MemoryBackend({})).quarantine()
