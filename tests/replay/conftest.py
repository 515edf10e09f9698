"""A small store of the planted market, on disk: replays write to it, so each test has a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rotascope.providers import planted
from rotascope.store.market import Batch, Market

SESSIONS = 900
FIRST, LAST = date(2025, 5, 1), date(2025, 6, 30)


def fill(folder: Path) -> None:
    """The planted market of 900 sessions as a store."""
    frames, _truth = planted.frames(seed=7, sessions=SESSIONS)
    market = Market.open(folder, create=True)
    with market.writing():
        for name, frame in frames.items():
            n = len(frame)
            market.append(name, frame, Batch(name, name, "planted", name, name, "", n, n, 0, 0))
    market.close()


@pytest.fixture
def planted_store(once: Callable[..., Path], tmp_path: Path) -> Path:
    """The store's folder, a test's own."""
    return Path(shutil.copytree(once("planted", fill), tmp_path / "store"))
