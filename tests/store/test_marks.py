"""A mark changes with whatever an answer can come from, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.store.market import Market
from rotascope.store.marks import mark, touched
from rotascope.store.tables import Dataset
from rotascope.terms import Issue


@pytest.fixture
def market(tmp_path: Path) -> Market:
    return Market.open(tmp_path, create=True)


def test_a_dataset_and_a_held_row_change_it_and_reading_does_not(market: Market) -> None:
    seen = [mark(market)]
    market.declare(Dataset("more", 10, "", "in file"))
    seen.append(mark(market))
    issue = Issue("returns", 1, "IWM", "Q01", "error", "a number", "x", "file.csv")
    market.quarantine_add([issue], "batch")
    seen.append(mark(market))
    assert len(set(seen)) == 3
    market.verify()
    assert mark(market) == seen[-1]


def test_an_article_changes_it_though_the_market_is_the_same(market: Market) -> None:
    before, fingerprint = mark(market), market.fingerprint()
    row = {"id": "a1", "at": "2026-06-12T00:00:00Z", "body": "{}", "sha": "s"}
    from rotascope.store.state import schema

    with market.state.changing() as connection:
        connection.execute(schema().tables["articles"].insert(), [row])
    assert mark(market) != before
    assert market.fingerprint() == fingerprint


def test_the_files_tell_whether_anything_was_committed(market: Market) -> None:
    before = touched(market)
    assert len(before) == 2
    assert touched(market) == before
    market.declare(Dataset("more", 10, "", "in file"))
    assert touched(market) != before
