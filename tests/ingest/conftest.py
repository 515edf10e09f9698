"""A small store, small price files, and one way to import them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_paths
from rotascope.sessions import all_sessions
from rotascope.store.market import Market

TODAY = date(2024, 7, 1)


@pytest.fixture
def market(tmp_path: Path) -> Market:
    """An empty store."""
    return Market.open(tmp_path / "store", create=True)


@pytest.fixture
def bring(market: Market) -> Callable[..., ImportReport]:
    """Import paths as of TODAY."""

    def run(*paths: Path, today: date = TODAY, **more: object) -> ImportReport:
        return import_paths(market, paths, today=today, **more)  # type: ignore[arg-type]

    return run


def days(n: int, first: str = "2024-01-02") -> list[date]:
    """`n` sessions from `first` on."""
    known = all_sessions()
    at = int((known >= pl.Series([first]).str.to_date().to_numpy()[0]).argmax())
    return [day.item() for day in known[at : at + n]]


def price_rows(n: int = 60, symbol: str = "AAPL", start: float = 100.0) -> list[str]:
    """CSV rows symbol,date,close of a quiet line: it wobbles by 1 %."""
    return [
        f"{symbol},{day},{start * (1.01 if i % 2 else 1.0):.4f}" for i, day in enumerate(days(n))
    ]


def write(path: Path, rows: Sequence[str], header: str = "symbol,date,close") -> Path:
    """A CSV file."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def stored(market: Market, table: str) -> pl.DataFrame:
    """Every stored row, by date and known_at."""
    return market.scan(table).collect().sort("date", "known_at")
