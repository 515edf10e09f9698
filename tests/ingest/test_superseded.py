"""A held row whose key comes later, sound, waits no more."""

from __future__ import annotations

from pathlib import Path

from rotascope.store.market import Market
from tests.ingest.conftest import price_rows, write


def test_a_mended_file_closes_the_case(market: Market, bring: object, tmp_path: Path) -> None:
    rows = price_rows(60)
    wrong = [*rows[:30], rows[30].rpartition(",")[0] + ",200.0", *rows[31:]]
    bring(write(tmp_path / "p.csv", wrong))  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    bring(write(tmp_path / "p.csv", rows))  # type: ignore[operator]
    assert market.quarantine_list(state="open") == ()
    (closed,) = market.quarantine_list(state="superseded")
    assert (closed.id, closed.why) == (held.id, "the row came with p.csv")


def test_a_file_without_that_row_closes_nothing(
    market: Market, bring: object, tmp_path: Path
) -> None:
    rows = price_rows(60)
    wrong = [*rows[:30], rows[30].rpartition(",")[0] + ",200.0", *rows[31:]]
    bring(write(tmp_path / "p.csv", wrong))  # type: ignore[operator]
    bring(write(tmp_path / "p.csv", [*rows[:30], *rows[31:]]))  # type: ignore[operator]
    assert len(market.quarantine_list(state="open")) == 1
