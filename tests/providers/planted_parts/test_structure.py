"""The planted funds hold what they say."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_parts.structure import (
    CREATED,
    DEALERS,
    RICH,
    SHIFTED,
    SWAPS,
    structure,
)
from rotascope.sessions import all_sessions
from rotascope.store.tables import TABLES

DAYS = all_sessions()[24000:25000]
MADE = structure(DAYS, np.random.default_rng(1))


def test_frames_have_their_tables_schema_and_nothing_is_known_early() -> None:
    for table, made in MADE.items():
        assert made.schema == TABLES[table].schema
        assert (made["known_at"] >= made["date"]).all()
        assert made.select([*TABLES[table].key, "known_at"]).is_duplicated().sum() == 0


def test_creations_begin_with_the_shift() -> None:
    told = MADE["funds"].filter(pl.col("fund") == "PW:SMALL").sort("date")
    moves = np.diff(np.log(told["shares_outstanding"].to_numpy()))
    assert moves[-SHIFTED + 1 :].mean() == pytest.approx(CREATED, abs=0.001)
    assert moves[:-SHIFTED].mean() == pytest.approx(0.0, abs=0.001)


def test_swaps_add_up_to_their_share_and_dealers_to_theirs() -> None:
    swaps = MADE["derivatives"]
    last = swaps.filter(pl.col("date") == swaps["date"].max())
    assert last["weight"].sum() == pytest.approx(SWAPS)
    by = last.group_by("counterparty").agg(pl.col("weight").sum() / SWAPS)
    assert dict(by.iter_rows()) == pytest.approx(DEALERS)


def test_the_last_twenty_closes_are_rich() -> None:
    first = MADE["bars"]["instrument"].str.contains("WRAP")
    close = MADE["bars"].filter(first).sort("date")["close"].to_numpy()[:-1]
    nav = MADE["funds"].filter(pl.col("fund") == "PW:WRAP").sort("date")["nav"].to_numpy()
    assert (close / nav - 1.0)[-19:].mean() == pytest.approx(RICH, abs=0.002)
    assert np.abs(close / nav - 1.0)[:-19].max() < 0.005
