"""Real prices put back to what was traded: the same returns come out, and every split is seen.

The shared data has no raw closes. They are made here from the split-adjusted ones and the splits that
everybody knows, with the dividends that the adjusted closes imply; the gate and the Panel then have to
undo it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.desk.performance import performance
from rotascope.ingest.report import JobReport
from rotascope.panel import Panel
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.ingest.beside import put

pytestmark = pytest.mark.shared

SPLITS = {
    "AAPL": [("2005-02-28", 2.0), ("2014-06-09", 7.0), ("2020-08-31", 4.0)],
    "NVDA": [("2006-04-07", 2.0), ("2007-09-11", 1.5), ("2021-07-20", 4.0), ("2024-06-10", 10.0)],
    "TSLA": [("2020-08-31", 5.0), ("2022-08-25", 3.0)],
    "AMZN": [("2022-06-06", 20.0)],
    "GOOGL": [("2022-07-18", 20.0)],
    "USO": [("2020-04-29", 0.125)],
    "SPY": [],
    "IWM": [("2005-06-09", 2.0)],
}
FIRST, LAST = date(2004, 1, 2), date(2025, 10, 1)
CENT = 0.004


@pytest.fixture
def market(tmp_path: Path) -> Market:
    """An empty store."""
    return Market.open(tmp_path / "store", create=True)


def traded(folder: Path, symbol: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(raw bars, actions) of a line of the shared data."""
    core = pl.read_parquet(folder / "prices" / "core_daily.parquet").with_columns(
        pl.col("date").cast(pl.Date)
    )
    line = core.filter((pl.col("symbol") == symbol) & pl.col("close").is_not_null())
    line = line.filter(pl.col("date").is_between(FIRST, LAST)).sort("date")
    factor = pl.lit(1.0)
    for day, ratio in SPLITS[symbol]:
        factor = factor * pl.when(pl.col("date") < date.fromisoformat(day)).then(ratio).otherwise(
            1.0
        )
    line = line.with_columns(factor=factor).cast({"close": pl.Float64, "adj_close": pl.Float64})
    growth = pl.col("adj_close") / pl.col("adj_close").shift(1)
    paid = (pl.col("close").shift(1) - pl.col("close") / growth) * pl.col("factor")
    dividends = line.select("date", amount=paid).filter(pl.col("amount") > CENT)
    raw = line.select(
        "symbol", "date", close=pl.col("close") * pl.col("factor"),
        volume=(pl.col("volume") / pl.col("factor")).round().cast(pl.Int64), basis=pl.lit("raw"),
    )  # fmt: skip
    known = [(date.fromisoformat(day), ratio) for day, ratio in SPLITS[symbol]]
    splits = pl.DataFrame(known, schema={"date": pl.Date, "ratio": pl.Float64}, orient="row")
    told = pl.concat(
        [
            splits.with_columns(kind=pl.lit("split")),
            dividends.with_columns(kind=pl.lit("dividend")),
        ],
        how="diagonal",
    )
    return raw, told.select(pl.lit(symbol).alias("symbol"), "date", "kind", "ratio", "amount")


def imported(market: Market, folder: Path, bars: pl.DataFrame, actions: pl.DataFrame) -> JobReport:
    put(market, folder, "actions", actions)
    report: JobReport = put(market, folder, "bars", bars)
    return report


@pytest.mark.parametrize("symbol", list(SPLITS))
def test_a_raw_line_and_its_actions_give_the_vendors_line(
    shared_data: Path, market: Market, tmp_path: Path, symbol: str
) -> None:
    bars, actions = traded(shared_data, symbol)
    other = pl.DataFrame({"symbol": "QA", "date": FIRST, "kind": "dividend", "amount": 0.1})
    report = imported(market, tmp_path, bars, pl.concat([actions, other], how="diagonal"))
    assert report.quarantined == ()
    panel = Panel(StoreBackend(market), LAST)
    core = pl.read_parquet(shared_data / "prices" / "core_daily.parquet")
    theirs = core.filter((pl.col("symbol") == symbol) & pl.col("close").is_not_null())
    theirs = theirs.filter(pl.col("date").cast(pl.Date).is_between(FIRST, LAST)).sort("date")
    price, total = panel.series(symbol, "pr"), panel.series(symbol)
    assert price.levels == pytest.approx(theirs["close"].to_numpy(), rel=1e-9)
    grown = theirs["adj_close"].to_numpy()
    # The two customs of reinvesting part by the product of a dividend and its day's return.
    assert total.levels[-1] / total.levels[0] == pytest.approx(grown[-1] / grown[0], rel=0.004)
    assert np.abs(np.diff(np.log(total.levels)) - np.diff(np.log(grown))).max() < 0.002


@pytest.mark.parametrize("symbol", [name for name in SPLITS if SPLITS[name]])
def test_the_same_line_without_its_splits_is_held_from_the_first_of_them_on(
    shared_data: Path, market: Market, tmp_path: Path, symbol: str
) -> None:
    bars, actions = traded(shared_data, symbol)
    other = pl.DataFrame({"symbol": "QA", "date": FIRST, "kind": "dividend", "amount": 0.1})
    dividends = actions.filter(pl.col("kind") == "dividend")
    report = imported(market, tmp_path, bars, pl.concat([dividends, other], how="diagonal"))
    first = date.fromisoformat(SPLITS[symbol][0][0])
    assert dict(report.quarantined)["Q14"] == bars.filter(pl.col("date") >= first).height
    held = market.quarantine_list()
    assert min(h.key.split(" ")[-1] for h in held) == first.isoformat()


@pytest.mark.parametrize(
    ("symbol", "window", "value"),
    [("SPY", "2022", -0.1818), ("SPY", "2023", 0.2618), ("SPY", "2024", 0.2489),
     ("IWM", "2022", -0.2048), ("AAPL", "2022", -0.2640), ("NVDA", "2023", 2.390)],
)  # fmt: skip
def test_calendar_years_come_out_of_raw_closes(
    shared_data: Path, market: Market, tmp_path: Path, symbol: str, window: str, value: float
) -> None:
    imported(market, tmp_path, *traded(shared_data, symbol))
    (answer,) = performance(Panel(StoreBackend(market), LAST), [symbol], window, "tr")
    assert answer.value == pytest.approx(value, abs=0.0003 if value < 1 else 0.001)
