"""A held level keeps the rows of its file that it was measured beside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from rotascope.ingest.neighbours import BESIDE
from rotascope.ingest.report import ImportReport
from rotascope.store.market import Market
from tests.ingest.conftest import days, price_rows, write

Bring = Callable[..., ImportReport]


def told(bring: Bring, market: Market, folder: Path, header: str, *bad: int) -> list[object]:
    rows = price_rows(60)
    for n in bad:
        rows[n] = f"{rows[n].rpartition(',')[0]},{200.0 + n}"
    bring(write(folder / "p.csv", rows, header))
    return [json.loads(held.original).get(BESIDE) for held in market.quarantine_list()]


def test_a_held_level_has_the_kept_rows_before_and_after_it(
    bring: Bring, market: Market, tmp_path: Path
) -> None:
    both = told(bring, market, tmp_path, "symbol,date,adj_close", 30, 31)
    near = {"before": {"date": str(days(60)[29]), "level": 101.0},
            "after": {"date": str(days(60)[32]), "level": 100.0}}  # fmt: skip
    line = {"instrument": "XNAS:AAPL:1980-12-12"}
    assert both == [
        {**line, "date": str(days(60)[30]), "level": 230.0, **near},
        {**line, "date": str(days(60)[31]), "level": 231.0, **near},
    ]


def test_a_held_close_has_no_need_of_them(bring: Bring, market: Market, tmp_path: Path) -> None:
    assert told(bring, market, tmp_path, "symbol,date,close", 30) == [None]


def test_a_row_that_does_not_parse_has_none(bring: Bring, market: Market, tmp_path: Path) -> None:
    rows = [*price_rows(60), ",,about 100"]
    bring(write(tmp_path / "p.csv", rows, "symbol,date,adj_close"))
    (held,) = market.quarantine_list()
    assert json.loads(held.original)[BESIDE] is None
