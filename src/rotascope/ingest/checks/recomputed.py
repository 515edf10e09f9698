"""Q16: the vendor's adjusted series is what its raw closes and its actions give."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.dividends import in_step
from rotascope.ingest.findings import EMPTY, found

__all__ = ["APART", "recomputed"]

APART = 5e-4


def recomputed(pairs: pl.DataFrame) -> list[pl.DataFrame]:
    """Flags on days whose adjusted return is more than 5e-4 off the recomputed one.

    pairs from `vendor_pairs`. Nothing is held: where a dataset has raw closes and actions its adjusted
    series is not read. Ex-dates are Q15's: there a step that fits by either custom is the dividend's.
    """
    if not pairs.height:
        return [EMPTY]
    off = (1.0 + pl.col("tr") - pl.col("total")).abs() > APART + pl.col("room")
    bad = off & ((pl.col("paid") == 0.0) | ~in_step())
    said = pl.format(
        "{} %, and {} % from raw closes and actions",
        (pl.col("tr") * 100).round(3), ((pl.col("total") - 1.0) * 100).round(3),
    )  # fmt: skip
    expected = "the return that raw closes and actions give, within 0.05 %"
    return [found(pairs, bad, "Q16", expected, said, "flag")]
