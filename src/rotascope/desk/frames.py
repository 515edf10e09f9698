"""A series as a table to take away: one row a day or period, as known on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rotascope.errors import UnknownName
from rotascope.panel import Panel
from rotascope.terms import Basis

if TYPE_CHECKING:
    import polars as pl

__all__ = ["series_frame"]


def series_frame(panel: Panel, name: str, basis: Basis) -> pl.DataFrame:
    """date, series, value, unit, basis, known_at, source of a macro series or a price line.

    Prices: `value` is the level on `basis` (tr: total-return index that starts at the first price; pr:
    split-adjusted price or points), `known_at` is null, for a line is known as a whole. Macro: the
    value as known, with its day. Raises UnknownName, or NoAnswer's reason as UnknownName's hint.
    """
    import polars as pl

    macro = panel.macro(name)
    if len(macro.days):
        source = macro.source.dataset if macro.source else ""
        columns = {"date": macro.days, "value": macro.values, "known_at": macro.known_at}
        named = {"series": name, "unit": macro.unit, "basis": "", "source": source}
    else:
        line = panel.series(name, basis)
        if not len(line):
            raise UnknownName(line.missing, "a series on file", "`rotascope data`")
        sources = " + ".join(source.dataset for source in line.sources)
        columns = {"date": line.days, "value": line.levels}
        named = {"series": name, "unit": "level", "basis": basis, "source": sources}
    made = pl.DataFrame({key: pl.Series(values) for key, values in columns.items()})
    if "known_at" not in made.columns:
        made = made.with_columns(known_at=pl.lit(None, dtype=pl.Date))
    days = [pl.col(key).cast(pl.Date) for key in ("date", "known_at")]
    order = ("date", "series", "value", "unit", "basis", "known_at", "source")
    return made.with_columns(*days, **{k: pl.lit(v) for k, v in named.items()}).select(order)
