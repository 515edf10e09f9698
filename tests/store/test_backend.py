from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from rotascope.store import backend as backend_module
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset
from rotascope.terms import Issue
from tests.store.invented import made_batch, made_rows


@pytest.fixture(params=["whole", "by id"])
def backend(
    filled: Market, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> StoreBackend:
    """The same store read whole and read by id, as a large table is."""
    if request.param == "by id":
        monkeypatch.setattr(backend_module, "WHOLE_ROWS", 0)
    return StoreBackend(filled)


def test_an_id_has_every_version_in_order(backend: StoreBackend) -> None:
    rows = backend.rows("returns", ["US:L1", "US:NONE"])
    assert set(rows) == {"US:L1"}
    assert rows["US:L1"]["date"].tolist() == sorted(rows["US:L1"]["date"].tolist())
    assert len(rows["US:L1"]["tr"]) == 9


def test_ids_are_every_id_ascending(backend: StoreBackend) -> None:
    assert tuple(backend.ids("returns")) == ("US:L0", "US:L1")
    assert tuple(StoreBackend(backend.market).ids("returns")) == ("US:L0", "US:L1")
    assert tuple(backend.ids("bars")) == ()


def test_store_and_memory_give_the_same_rows(filled: Market, backend: StoreBackend) -> None:
    memory = MemoryBackend({"returns": filled.collect(filled.scan("returns"))})
    for name in memory.ids("returns"):
        ours, theirs = backend.rows("returns", [name])[name], memory.rows("returns", [name])[name]
        assert list(ours) == list(theirs)
        for column in ours:
            np.testing.assert_array_equal(ours[column], theirs[column])
    for a, b in zip(backend.long_returns(), memory.long_returns(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_later_commit_wins_where_key_and_known_at_repeat(filled: Market) -> None:
    again = made_rows().with_columns(pl.col("tr") + 1)
    filled.append("returns", again, made_batch("b9"))
    rows = StoreBackend(filled).rows("returns", ["US:L0"])["US:L0"]
    assert len(rows["tr"]) == 9
    np.testing.assert_allclose(rows["tr"][:3], again.filter(instrument="US:L0")["tr"].to_numpy())


def test_catalogued_lines_are_read_in_one_scan(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rotascope.catalog import load

    monkeypatch.setattr(backend_module, "WHOLE_ROWS", 0)
    backend = StoreBackend(filled)
    scans: list[str] = []
    real = filled.collect
    monkeypatch.setattr(filled, "collect", lambda lazy: scans.append("one") or real(lazy))
    for instrument in load().instruments:
        assert backend.rows("returns", [instrument.id]) == {}
    assert len(scans) == 1


def test_kept_ids_that_were_edited_are_read_again(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_module, "WHOLE_ROWS", 0)
    StoreBackend(filled).ids("returns")
    (kept,) = (filled.root / "cache").glob("ids-*.json")
    told = json.loads(kept.read_text())
    for text in (json.dumps({**told, "ids": ["US:L0"]}), "", "[]"):
        kept.write_text(text)
        assert tuple(StoreBackend(filled).ids("returns")) == ("US:L0", "US:L1")


def test_it_answers_as_of_its_opening(filled: Market) -> None:
    backend = StoreBackend(filled)
    before = backend.fingerprint()
    filled.declare(Dataset("demo", 1, "note", "same session"))
    assert backend.fingerprint() == before != StoreBackend(filled).fingerprint()
    assert backend.cache_folder == filled.root / "cache"
    assert StoreBackend(filled).datasets()["demo"].note == "note"


def test_rows_in_quarantine_are_counted_by_the_dataset_of_their_import(
    filled: Market, issue: Issue
) -> None:
    batch = filled.batches()[0]
    filled.quarantine_add([replace(issue, table="returns", key="IWM 2024-01-02")] * 2, batch.id)
    backend = StoreBackend(filled)
    assert backend.held("returns", ["IWM"]) == {batch.dataset: 2}
    assert backend.held("returns", ["SPY"]) == {}
    assert MemoryBackend({}).held("returns", ["IWM"]) == {}
