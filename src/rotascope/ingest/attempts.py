"""A file that was held whole is looked at anew: what it is checked against may have come since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from rotascope.ingest.known import session_on
from rotascope.ingest.one_file import Prepared
from rotascope.store.market import Batch, Market

__all__ = ["attempt", "held_whole", "retried"]


def held_whole(batch: Batch) -> bool:
    """Whether nothing of an import was kept."""
    return batch.rows_in > 0 and batch.quarantined == batch.rows_in


def attempt(market: Market, sha256: str, mapping: str) -> tuple[Batch | None, str]:
    """(newest import of these bytes in this way, name of the next one).

    Each attempt at a file that was held whole has a name of its own: mapping, mapping.2, ...
    """
    number, name = 1, mapping
    before = market.imported(sha256, name)
    while before is not None and held_whole(before):
        number += 1
        name = f"{mapping}.{number}"
        later = market.imported(sha256, name)
        if later is None:
            break
        before = later
    return before, name


def retried(made: Prepared, today: date) -> Prepared:
    """A later attempt's rows: known from the day on which they passed, not from their source's rule.

    Until then nobody who asked this store could have had them.
    """
    since = pl.lit(session_on(today))
    return replace(made, rows=made.rows.with_columns(pl.max_horizontal("known_at", since)))
