"""Recorded against recomputed: silence where all agrees, the signal and day named where not."""

from pathlib import Path

import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.replay import drift, records, run
from rotascope.signals.reading import Measured, measure
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.replay.conftest import LAST


@pytest.fixture
def market(planted_store: Path) -> Market:
    made = Market.open(planted_store)
    run(made, LAST.replace(day=9), LAST, workers=1)
    return made


def looked(market: Market) -> tuple[Panel, tuple[Measured, ...]]:
    panel = Panel(StoreBackend(market), LAST)
    return panel, measure(panel, null=False)


def test_recorded_values_are_what_todays_histories_say(market: Market) -> None:
    told = drift(*looked(market))
    assert (told.share, told.unrecorded) == (0.0, ())
    assert told.dates == 3
    assert told.compared == sum(one.compared for one in told.signals) > 30
    assert told.note.startswith("all ")
    market.close()


def test_a_value_that_today_says_otherwise_is_named_with_its_day(market: Market) -> None:
    mine = market.collect(market.scan("readings").filter(pl.col("signal") == "rs.small_large"))
    forged = mine.with_columns(pl.col("value") + 0.5, pl.lit("older").alias("code"))
    market.append("readings", forged, records.batch(forged))
    told = drift(*looked(market))
    first = told.signals[0]
    assert (first.signal, first.differ, first.lost) == ("rs.small_large", 3, 0)
    assert first.largest == pytest.approx(0.5)
    assert first.since == min(mine["date"])
    assert told.share == pytest.approx(3 / told.compared)
    assert f"of {told.compared} recorded values 3 are not what" in told.note
    assert "; 0 have no value there today" in told.note
    market.close()


def test_nothing_recorded_is_said(planted_store: Path) -> None:
    market = Market.open(planted_store)
    told = drift(*looked(market))
    assert (told.share, told.compared, told.signals) == (None, 0, ())
    assert "nothing is recorded" in told.note
    assert "rs.small_large" in told.unrecorded
    market.close()
