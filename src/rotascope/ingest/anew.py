"""A line of levels after some of its rows were held: its returns are measured again."""

from __future__ import annotations

import polars as pl

__all__ = ["BREAKS", "without"]

BREAKS = "Q14"
"""The check whose held rows cut a line: levels before and after such a split do not compare."""


def without(frame: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """The rows that are not held, sorted as before; `held` are findings with `at` and `check`.

    Where the frame has levels, a return spans from one kept row to the next, so that a false print
    leaves no trace in two returns; behind a row held by `BREAKS` the line begins anew, with an anchor.
    """
    if not held.height:
        return frame
    kept = ~pl.col("at").is_in(held["at"].implode())
    if "level" not in frame.columns:
        return frame.filter(kept)
    cuts = held.filter(pl.col("check") == BREAKS)["at"]
    rest = frame.with_columns(part=pl.col("at").is_in(cuts.implode()).cum_sum()).filter(kept)
    goes_on = pl.all_horizontal(
        (pl.col(name) == pl.col(name).shift(1)).fill_null(value=False)
        for name in ("instrument", "part")
    )
    level = pl.col("level")
    return rest.with_columns(
        tr=pl.when(goes_on).then(level / level.shift(1) - 1.0), anchor=pl.when(~goes_on).then(level)
    ).drop("part")
