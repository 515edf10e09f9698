"""Registered series: every one has a unit, a period and a lag that makes sense."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.providers.series import REGISTERED, UNITS_OF_VINTAGES


def test_lags_are_days_and_periods_are_known() -> None:
    for name, entry in REGISTERED.items():
        assert entry.period in ("d", "w", "m", "q"), name
        assert 0 <= entry.lag_days <= 365, name
        assert entry.unit, name
    assert len(UNITS_OF_VINTAGES) == 20


def test_released_figures_are_never_known_before_their_period_ends() -> None:
    assert REGISTERED["CPIAUCSL"].lag_days == 15
    assert REGISTERED["DGS10"].lag_days == 1


@pytest.mark.shared
def test_every_series_of_the_shared_file_is_registered(shared_data: Path) -> None:
    names = pl.read_parquet(shared_data / "macro" / "fred_long.parquet")["series"].unique()
    assert set(names) - set(REGISTERED) == set()
