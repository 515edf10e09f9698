"""Stores of invented rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rotascope.store.market import Market
from rotascope.terms import Issue
from tests.store.invented import HELD, made_batch, made_rows


@pytest.fixture
def issue() -> Issue:
    return HELD


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    """An empty store."""
    made = Market.open(tmp_path / "store", create=True)
    yield made
    made.close()


@pytest.fixture
def filled(market: Market) -> Market:
    """Three commits of six rows."""
    for i in range(3):
        market.append("returns", made_rows(start=10 * i), made_batch(f"b{i}"))
    return market
