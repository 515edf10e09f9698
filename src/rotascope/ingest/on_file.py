"""What a plan may ask about the store, answered from one look at it.

Each answer is computed for a whole table when first asked for and kept: a plan asks once a line. Made
anew after every import, because what it holds does not follow the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from rotascope import catalog
from rotascope.store.market import Market
from rotascope.store.tables import TABLES

__all__ = ["NOTHING", "MarketOnFile", "Nothing"]

PRICED = ("returns", "bars", "actions")


class Nothing:
    """A store without rows: what a plan sees before the first sync."""

    def newest(self, table: str, dataset: str, line: str) -> date | None:
        """No row, so no newest one."""
        del table, dataset, line
        return None

    def codes(self, scheme: str) -> Mapping[str, str]:
        """No list of codes."""
        del scheme
        return {}

    def holdings(self, fund: str) -> tuple[str, ...]:
        """No holdings file."""
        del fund
        return ()


NOTHING = Nothing()


class MarketOnFile:
    """A Market as plans may see it: dates, codes and members; no prices."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._newest: dict[tuple[str, str], dict[str, date]] = {}
        self._codes: dict[str, Mapping[str, str]] = {}
        self._members: dict[str, tuple[str, ...]] | None = None

    def newest(self, table: str, dataset: str, line: str) -> date | None:
        """The newest date of a line in a dataset; None without rows.

        A line of prices or actions goes by its permanent id; its ticker of today is understood too.
        """
        found = self._newest_of(table, dataset)
        if line in found or table not in PRICED:
            return found.get(line)
        listed = catalog.load().lookup(line)
        return found.get(listed.id if listed else f"US:{catalog.normal(line)}")

    def _newest_of(self, table: str, dataset: str) -> dict[str, date]:
        if (table, dataset) not in self._newest:
            line = TABLES[table].key[1]
            mine = self._market.scan(table).filter(pl.col("dataset") == dataset)
            rows = self._market.collect(mine.group_by(line).agg(pl.col("date").max()))
            self._newest[table, dataset] = {str(name): day for name, day in rows.iter_rows()}
        return self._newest[table, dataset]

    def codes(self, scheme: str) -> Mapping[str, str]:
        """Symbol to code of a scheme, such as CIK, by the newest list on file; empty without one."""
        if scheme not in self._codes:
            listed = self._market.scan("identifiers").filter(pl.col("scheme") == scheme)
            newest = listed.filter(pl.col("date") == pl.col("date").max()).sort("known_at")
            rows = self._market.collect(newest.select("symbol", "code").drop_nulls())
            self._codes[scheme] = {
                catalog.normal(symbol): code for symbol, code in rows.iter_rows()
            }
        return self._codes[scheme]

    def holdings(self, fund: str) -> tuple[str, ...]:
        """Equity symbols of a fund's newest holdings file, heaviest first; empty without one."""
        if self._members is None:
            newest = pl.col("date") == pl.col("date").max().over("fund")
            equity = (pl.col("kind") == "equity") & pl.col("symbol").str.contains(r"\w")
            lazy = self._market.scan("holdings").filter(newest).filter(equity)
            rows = self._market.collect(lazy.sort("fund", "weight", descending=[False, True]))
            by_fund = rows.group_by("fund", maintain_order=True).agg("symbol")
            self._members = {
                str(name): tuple(dict.fromkeys(catalog.normal(symbol) for symbol in symbols))
                for name, symbols in by_fund.iter_rows()
            }
        return self._members.get(catalog.normal(fund), ())
