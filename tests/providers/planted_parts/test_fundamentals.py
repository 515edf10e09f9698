"""Planted companies: what was planted stands in the rows, and nothing is known before it could be."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_parts import fundamentals as planted
from rotascope.sessions import all_sessions
from rotascope.store.tables import TABLES

END = int(np.searchsorted(all_sessions(), np.datetime64("2025-06-30"))) + 1
DAYS = all_sessions()[END - 1500 : END]
FRAMES = dict(planted.part(DAYS, np.random.default_rng(4)))


def test_every_table_keeps_its_schema_its_keys_and_its_clock() -> None:
    for name, frame in FRAMES.items():
        assert frame.schema == TABLES[name].schema
        assert frame.select([*TABLES[name].key, "known_at"]).is_duplicated().sum() == 0
        assert frame["known_at"].max() <= DAYS[-1].item()
        assert (frame["known_at"] >= frame["date"]).all()


def test_the_same_draw_gives_the_same_rows() -> None:
    again = planted.part(DAYS, np.random.default_rng(4))
    assert all(again[name].equals(frame) for name, frame in FRAMES.items())


def test_small_companies_grow_faster_once_they_are_favoured() -> None:
    turn = DAYS[len(DAYS) - planted.FAVOURED[-1][0] :][0].item()
    rows = FRAMES["earnings"].filter(pl.col("eps_actual") > 0).sort("symbol", "date")
    late = rows.filter(pl.col("date") > turn)
    growth = late.with_columns(
        small=pl.col("symbol").str.starts_with("PWS"),
        step=pl.col("eps_actual").log().diff().over("symbol"),
    )
    means = dict(growth.drop_nulls("step").group_by("small").agg(pl.col("step").mean()).iter_rows())
    # planted a quarter: 3.5 % against -0.5 %
    assert means[True] - means[False] == pytest.approx(0.04, abs=0.012)


def test_the_vendors_new_definition_lifts_every_estimate_at_once() -> None:
    rows = FRAMES["estimates"].sort("symbol", "fiscal_end", "date")
    step = rows.with_columns(
        ratio=(pl.col("eps") / pl.col("eps").shift()).over("symbol", "fiscal_end"),
        new=(pl.col("basis") != pl.col("basis").shift()).over("symbol", "fiscal_end"),
    ).filter(pl.col("new"))
    assert step["ratio"].median() == pytest.approx(1.15, abs=0.02)


def test_cash_flows_are_counted_from_january() -> None:
    rows = FRAMES["facts"].filter((pl.col("entity") == "PW01") & (pl.col("tag") == planted.CAPEX))
    months = rows["start"].dt.month().unique().to_list()
    assert months == [1]
    year = rows.filter(pl.col("start").dt.year() == 2023).sort("date")["value"].to_list()
    assert len(year) == 4
    assert year == sorted(year)


def test_the_spread_changes_its_sign_once() -> None:
    macro = FRAMES["macro"].pivot("series", index="date", values="value").sort("date")
    spread = (macro["EP.small_cap"] / macro["EP.large_cap"]).log().drop_nulls().to_numpy()
    assert spread[: -planted.FLIP_MONTHS_AGO].mean() < -0.1
    assert spread[-planted.FLIP_MONTHS_AGO :].mean() > 0.1


def test_the_cyclical_ratio_is_made_from_price_earnings_and_prices_of_goods() -> None:
    lines = {
        name: rows.sort("date")["value"].to_numpy()
        for (name,), rows in FRAMES["macro"].group_by("series")
    }
    real = lines["SHILLER.earnings"] / lines["SHILLER.cpi"]
    price = lines["SHILLER.sp500"][-1] / lines["SHILLER.cpi"][-1]
    assert lines["SHILLER.cape"][-1] == pytest.approx(price / real[-120:].mean())
