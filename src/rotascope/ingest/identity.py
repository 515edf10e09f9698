"""Tickers to permanent ids, for whole columns at once."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.catalog import Catalog, load, normal
from rotascope.errors import BadFile
from rotascope.providers.jobs import Job

__all__ = ["MOST_SYMBOLS", "identify"]

MOST_SYMBOLS = 100_000
"""Lines of one file: more than there are listed on all markets of the world."""


def identify(job: Job, frame: pl.DataFrame, catalog: Catalog | None = None) -> pl.DataFrame:
    """`symbol` -> `instrument`, an Enum in the ids' own order, so that sorting compares numbers.

    `today`: the file keys a line's whole history by its present ticker. `of_date`: by the ticker of
    the day, so FB until 2022-06-08 and META after it are one line. Tickers the catalog does not list
    are US:TICKER. Raises BadFile for a file of more symbols than there are lines.
    """
    known = catalog or load()
    runs = frame["symbol"].rle().struct.unnest()
    names = runs["value"].cast(pl.String)
    unique = names.unique().to_list()
    if len(unique) > MOST_SYMBOLS:
        raise BadFile(f"{job.source}: {len(unique):,} different symbols",
                      f"at most {MOST_SYMBOLS:,} lines in one file", "split it")  # fmt: skip
    ids = {symbol: _today(known, symbol) for symbol in unique}
    dated = [a for a in known.aliases() if a[0] in {normal(s) for s in unique}]
    kind = pl.Enum(sorted({*ids.values(), *(a[3] for a in dated)}))
    # Files keep a line's rows together: a few thousand names are looked up, not millions.
    mapped = names.replace_strict(ids, return_dtype=kind)
    every = np.repeat(np.arange(len(runs)), runs["len"].to_numpy())
    frame = frame.with_columns(instrument=mapped.gather(every))
    return _of_date(frame, dated, kind) if job.symbols == "of_date" else frame


def _today(catalog: Catalog, symbol: str) -> str:
    listed = catalog.lookup(symbol)
    return listed.id if listed else f"US:{normal(symbol)}"


def _of_date(
    frame: pl.DataFrame, aliases: list[tuple[str, date, date, str]], kind: pl.Enum
) -> pl.DataFrame:
    spelt = pl.col("symbol").str.to_uppercase().str.replace_all(r"[./]", "-")
    chosen = pl.col("instrument")
    for ticker, first, last, instrument in aliases:
        valid = (spelt == ticker) & pl.col("date").is_between(pl.lit(first), pl.lit(last))
        chosen = pl.when(valid).then(pl.lit(instrument, dtype=kind)).otherwise(chosen)
    return frame.with_columns(instrument=chosen)
