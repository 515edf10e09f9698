"""Rows that were held back, and the way out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotascope.store.market import Market
from tests.store.invented import HELD
from tests.surfaces.web.conftest import client_of


@pytest.fixture(scope="module")
def held(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a store with one row held back."""
    folder = tmp_path_factory.mktemp("held") / "store"
    shutil.copytree(sample_store, folder)
    market = Market.open(folder)
    market.quarantine_add([HELD], market.batches()[0].id)
    market.close()
    with client_of(folder) as client:
        yield client


def test_a_standing_that_no_row_has_says_so(site: Any) -> None:
    assert "No row is rejected" in site.get("/quarantine", params={"state": "rejected"}).text


def test_a_held_row_says_what_was_expected_and_how_it_is_let_go(held: Any) -> None:
    text = held.get("/quarantine", params={"check": HELD.check, "file": HELD.source}).text
    assert "1 row of check Q03" in text
    assert HELD.expected in text.lower()
    assert "--release ID --why" in text
    assert f'check=Q03&amp;file={HELD.source}"' in held.get("/quarantine").text


def test_rows_can_be_asked_for_by_check_and_standing(held: Any) -> None:
    assert "No row matches" in held.get("/quarantine", params={"check": "Q99"}).text
    assert "No row is released" in held.get("/quarantine", params={"state": "released"}).text
    refused = held.get("/quarantine", params={"state": "nope"})
    assert (refused.status_code, "No standing" in refused.text) == (400, True)
