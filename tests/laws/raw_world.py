"""A market kept as it traded: raw closes and the actions beside them; and a spoiled future of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from rotascope import catalog
from rotascope.dense import is_stock
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.laws.worlds import DAY, Rows, Spoiled, take

# New shares for one old, by the share of the world's days that have passed: both ways, small and large.
SPLITS = ((0.15, 4.0), (0.34, 0.1), (0.52, 1.5), (0.70, 20.0), (0.92, 1 / 7))


def as_traded(frames: Mapping[str, pl.DataFrame]) -> MemoryBackend:
    """The same market with every daily line kept raw: unadjusted closes, splits, dividends.

    What the total returns of those lines say is taken off file: it has to be worked out again.
    """
    returns = frames["returns"]
    # Lines that have prices alone stay as they are: no total return says what their actions must be.
    returning = pl.col("instrument").is_in(returns["instrument"].unique().to_list())
    alone = frames["bars"].filter(~returning)
    bars = pl.concat([frames["bars"].filter(returning), _stocks(frames)])
    lines = bars["instrument"].unique().to_list()
    days = bars["date"].unique().sort()
    splits = pl.DataFrame(
        {
            "date": [days[int(share * len(days))] for share, _ in SPLITS],
            "ratio": [r for _, r in SPLITS],
        }
    )
    raw, actions = [], []
    for name in lines:
        line = bars.filter(pl.col("instrument") == name).sort("date")
        own = returns.filter(pl.col("instrument") == name).select("date", "tr")
        line, told = _line(line.join(own, on="date", how="left"), splits)
        raw.append(line.select(TABLES["bars"].schema.names()))
        actions.append(told.with_columns(instrument=pl.lit(name)))
    told = pl.concat(actions).with_columns(dataset=pl.lit("planted"), known_at=pl.col("date"))
    kept = returns.filter(~pl.col("instrument").is_in(lines))
    made = {
        "bars": pl.concat([*raw, alone.select(TABLES["bars"].schema.names())]),
        "returns": kept,
        "actions": told.select(TABLES["actions"].schema.names()),
    }
    return MemoryBackend({**frames, **made})


def _stocks(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Bars of the stocks, which have returns only: they pay no dividends."""
    returns = frames["returns"].sort("instrument", "date")
    stocks = [n for n in returns["instrument"].unique() if is_stock(n, catalog.load())]
    lines = returns.filter(pl.col("instrument").is_in(stocks))
    grown = (1.0 + pl.col("tr").fill_null(0.0)).cum_prod().over("instrument")
    columns = TABLES["bars"].columns
    empty = [pl.lit(None, dtype=columns[n]).alias(n) for n in ("open", "high", "low", "volume")]
    made = lines.with_columns(*empty, close=50.0 * grown, basis=pl.lit("split"))
    return made.select(TABLES["bars"].schema.names())


def _line(line: pl.DataFrame, splits: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One line unadjusted, and what was announced of it: in the share units of each ex-date."""
    later = pl.lit(1.0)
    for day, ratio in splits.iter_rows():
        later = later * pl.when(pl.col("date") < day).then(ratio).otherwise(1.0)
    line = line.with_columns(factor=later)
    paid = (1.0 + pl.col("tr") - pl.col("close") / pl.col("close").shift(1)) * pl.col(
        "close"
    ).shift(1)
    dividends = line.select("date", amount=paid * pl.col("factor")).filter(pl.col("amount") > 1e-6)
    # One cent on the first day, before which nobody holds anything, so that actions are known from then.
    first = line.select("date").head(1).with_columns(amount=pl.lit(0.01))
    cash = pl.concat([first, dividends]).with_columns(
        kind=pl.lit("dividend"), ratio=pl.lit(None, pl.Float64)
    )
    shares = splits.with_columns(kind=pl.lit("split"), amount=pl.lit(None, pl.Float64))
    prices = [pl.col(name) * pl.col("factor") for name in ("open", "high", "low", "close")]
    told = pl.concat(
        [
            cash.select("date", "kind", "ratio", "amount"),
            shares.select("date", "kind", "ratio", "amount"),
        ]
    )
    # As many dollars change hands: shares traded are those of the day, as prices are.
    traded = (pl.col("volume") / pl.col("factor")).cast(TABLES["bars"].columns["volume"])
    return line.with_columns(*prices, traded, basis=pl.lit("raw")), told.sort("date", "kind")


class SpoiledActions(Spoiled):
    """Spoils prices, actions or both after `cut`; spoiled actions hold splits that nobody planned.

    With `vintages`, splits of the days before the cut become known after it as well.
    """

    def __init__(self, base: Any, cut: date, *, what: Sequence[str] = ("bars", "actions"),
                 vintages: bool = False, seed: int = 0) -> None:  # fmt: skip
        super().__init__(base, cut, vintages=vintages, seed=seed)
        self.what = what

    def change(self, table: str, name: str, rows: Rows) -> Rows:
        if table not in self.what:
            return rows
        spoiled = super().change(table, name, rows)
        if table != "actions":
            return spoiled
        more = self._splits(rows)
        joined = {column: np.concatenate([spoiled[column], more[column]]) for column in rows}
        order = np.lexsort((joined["known_at"], joined["kind"].astype(str), joined["date"],
                            joined["dataset"].astype(str)))  # fmt: skip
        return take(joined, order)

    def _splits(self, rows: Rows) -> Rows:
        """A 3:1 and a 1:4 split that come after the cut, and with vintages one before it, told later."""
        steps = [3, 40] + ([-30] if self.vintages else [])
        dates = self.cut + np.array(steps)
        n = len(steps)
        made: Rows = {
            "instrument": np.array([rows["instrument"][0]] * n, dtype=object),
            "dataset": np.array([rows["dataset"][0]] * n, dtype=object),
            "date": dates.astype(DAY),
            "kind": np.array(["split"] * n, dtype=object),
            "known_at": np.maximum(dates, self.cut + 3).astype(DAY),
            "ratio": np.array([3.0, 0.25, 5.0])[:n],
            "amount": np.full(n, np.nan),
        }
        return {name: made[name] for name in rows}
