from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.market import Market
from rotascope.store.quarantine import counted
from rotascope.terms import Issue
from tests.store.invented import made_batch, made_rows


def test_rows_held_back_come_with_their_batch_or_not_at_all(market: Market, issue: Issue) -> None:
    market.append("returns", made_rows(), made_batch("b0", quarantined=1), [issue])
    (held,) = market.quarantine_list()
    assert (held.batch, held.row, held.check, held.original, held.state) == (
        "b0",
        3,
        "Q03",
        "-1",
        "open",
    )
    assert market.quarantine_list("b1") == ()


def test_a_batch_without_accepted_rows_is_noted_with_its_issues(
    market: Market, issue: Issue
) -> None:
    done = market.append("returns", made_rows(0), made_batch("b0", rows=0, quarantined=1), [issue])
    assert done is None
    assert market.imported("b0", "map") is not None
    assert len(market.quarantine_list("b0")) == 1
    assert market.version("returns") == -1


def test_a_released_row_keeps_who_let_it_go_and_is_no_longer_open(
    market: Market, issue: Issue
) -> None:
    market.quarantine_add([issue, issue], "held whole")
    first, second = market.quarantine_list()
    market.quarantine_release(first.id, "checked against the filing", "2024-02-01")
    market.quarantine_reject(second.id, "vendor withdrew it")
    released, rejected = market.quarantine_list()
    assert (released.state, released.why, released.at) == (
        "released",
        "checked against the filing",
        "2024-02-01",
    )
    assert rejected.state == "rejected"
    assert market.quarantine_list(state="open") == ()
    with pytest.raises(BadArgument, match=f"no open quarantine row {first.id}"):
        market.quarantine_release(first.id, "again")


def test_a_decision_needs_a_reason(market: Market, issue: Issue) -> None:
    market.quarantine_add([issue], "b")
    with pytest.raises(BadArgument, match="reason"):
        market.quarantine_release(1, " ")


@pytest.mark.parametrize("column", ["original", "check", "state", "why"])
def test_an_edited_row_is_found(market: Market, issue: Issue, column: str) -> None:
    market.quarantine_add([issue], "b")
    with sqlite3.connect(market.root / "state.sqlite") as raw:
        raw.execute(f"UPDATE quarantine SET \"{column}\" = 'edited'")
    raw.close()
    with pytest.raises(IntegrityError, match="quarantine row 1 was edited"):
        market.quarantine_list()
    assert [found.check for found in market.verify()] == ["S04 state"]


def test_open_rows_of_a_line_are_counted_by_import(market: Market, issue: Issue) -> None:
    one = replace(issue, table="bars", key="IWM US:IWM 2024-01-02")
    market.quarantine_add([one, one, replace(one, key="IWMX 2024-01-02")], "b0")
    market.quarantine_add([one, replace(one, table="returns")], "b1")
    assert counted(market.state, "bars", ["IWM"]) == {"b0": 2, "b1": 1}
    market.quarantine_reject(1, "wrong")
    assert counted(market.state, "bars", ["US:IWM"]) == {"b0": 1, "b1": 1}
