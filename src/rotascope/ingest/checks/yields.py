"""Q29: yields of one day in one unit, percent; a missing yield is missing, not the day before's."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["NAMES", "by_the_curve", "is_yield", "not_filled", "on_working_days"]

NAMES = r"^(?:DGS\d|DFF$|UST\.)"
CURVE = r"^(?:DGS|UST\.)(\d+(?:\.\d+)?)(MO|M|Y|W)?"
YEARS = {"W": 1 / 52, "M": 1 / 12, "MO": 1 / 12, "Y": 1.0}
# Beside a neighbour in maturity (a year beside a month at most) a yield in another unit stands a point or
# more away and, brought to percent, within a half of it. On 2008-09-17 three months paid 0.03 % and two
# years 1.81 %: two thirds away, and true.
NEIGHBOURS, APART, BETWEEN = 12.5, 1.0, 1.5
STALE, FEW, LONG = 5, 3, 5.0
STALE_ALONE, ALONE, SINCE = 8, 2.0, 1976  # in the 1960s ten years stood still for two weeks


def is_yield(series: pl.Expr) -> pl.Expr:
    """Whether a series is a Treasury yield or the federal funds rate, by its name."""
    return series.str.contains(NAMES)


def _curve(frame: pl.DataFrame) -> pl.DataFrame:
    """Yields with `tenor` in years, by day and tenor; the funds rate's is null and comes first."""
    number = pl.col("series").str.extract(CURVE, 1).cast(pl.Float64)
    word = pl.col("series").str.extract(CURVE, 2).fill_null("Y")
    tenor = number * word.replace_strict(YEARS, default=1.0)
    taken = frame.filter(is_yield(pl.col("series")) & pl.col("value").is_finite())
    return taken.with_columns(tenor=tenor).sort("date", "tenor", "series")


def by_the_curve(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """A yield as a fraction or in basis points beside the same day's yields in percent.

    A hundred times larger or smaller it would lie beside its neighbour in maturity, and it is no
    yield of that day as it stands. The funds rate is set against the shortest yield of a year or
    more: bills part from it in a crisis. `stored` are yields on file. Days with fewer than three
    yields are not judged.
    """
    curve = _curve(_both(frame, stored))
    value, tenor = pl.col("value"), pl.col("tenor")
    long = value.filter(tenor >= 1.0).first().over("date")
    off = tenor.is_null() & _off_by_hundred(long)
    for step in (1, -1):
        near = (tenor / tenor.shift(step).over("date")).is_between(1 / NEIGHBOURS, NEIGHBOURS)
        off |= (near & _off_by_hundred(value.shift(step).over("date"))).fill_null(value=False)
    told = curve.with_columns(off=off, middle=value.median().over("date"),
                              lines=pl.len().over("date"))  # fmt: skip
    alone = ~(value / pl.col("middle")).is_between(0.2, 5.0) & (pl.col("lines") >= FEW)
    said = pl.format("{} where the day's yields are near {}", "value", "middle")
    bad = pl.col("off") & alone & pl.col("at").is_not_null()
    return [found(told, bad, "Q29", "yields in percent", said)]


def _off_by_hundred(beside: pl.Expr) -> pl.Expr:
    """Whether a value meets the one beside it only when multiplied or divided by 100."""
    value = pl.col("value")
    meets = pl.any_horizontal(
        (value * factor / beside).is_between(1 / BETWEEN, BETWEEN) for factor in (100.0, 0.01)
    )
    return (meets & ((value - beside).abs() > APART)).fill_null(value=False)


def _both(frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """The file's rows, one a day and series, and stored ones of other days and series with `at` null."""
    key = ["series", "date"]
    newest = frame.unique(key, keep="last", maintain_order=True)
    old = stored.join(newest.select(key), on=key, how="anti")
    return pl.concat([newest, old], how="diagonal_relaxed")


def not_filled(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows of yields that stood still for longer than yields do: filled in, not observed.

    A curve of two Treasury yields or more, one of five years or longer, more than 5 sessions (on
    record never more than two; the short end alone did, at zero); one yield of two years or longer,
    above 1 %, more than 8 (since 1976 never more than six). The first day is kept. `stored` are
    yields on file.
    """
    curve = _curve(_both(frame, stored)).filter(pl.col("series") != "DFF")
    same = (pl.col("value") == pl.col("value").shift(1)).over("series", order_by="date")
    curve = curve.with_columns(same=same.fill_null(value=False))
    return [_curve_still(curve), _line_still(curve)]


def _curve_still(curve: pl.DataFrame) -> pl.DataFrame:
    days = curve.group_by("date").agg(
        lines=pl.len(), still=pl.col("same").all(), longest=pl.col("tenor").max()
    ).sort("date")  # fmt: skip
    still = pl.col("still") & (pl.col("lines") > 1) & (pl.col("longest") >= LONG)
    run = days.with_columns(run=still.rle_id(), still=still).with_columns(
        length=pl.len().over("run")
    )
    filled = run.filter(pl.col("still") & (pl.col("length") >= STALE))
    joined = curve.join(filled.select("date", "length"), on="date", how="inner",
                        maintain_order="left")  # fmt: skip
    return _repeated(joined)


def _line_still(curve: pl.DataFrame) -> pl.DataFrame:
    judged = (
        (pl.col("tenor") >= ALONE) & (pl.col("date").dt.year() >= SINCE) & (pl.col("value") > 1)
    )
    lines = curve.filter(judged).sort("series", "date")
    still = lines.with_columns(run=pl.struct("series", "same").rle_id())
    still = still.with_columns(length=pl.len().over("run"))
    return _repeated(still.filter(pl.col("same") & (pl.col("length") >= STALE_ALONE)))


def _repeated(rows: pl.DataFrame) -> pl.DataFrame:
    said = pl.format("{}, as on each of {} sessions", "value", pl.col("length") + 1)
    return found(rows, pl.col("at").is_not_null(), "Q29", "a missing yield left out", said)


def on_working_days(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Treasury yields of a weekend, New Year's Day or Christmas: no market made them."""
    closed = (pl.col("date").dt.weekday() > 5) | (
        ((pl.col("date").dt.month() == 1) & (pl.col("date").dt.day() == 1))
        | ((pl.col("date").dt.month() == 12) & (pl.col("date").dt.day() == 25))
    )
    told = pl.format("{} ({})", "date", pl.col("date").dt.strftime("%A"))
    bad = pl.col("series").str.contains(CURVE) & closed
    return [found(frame, bad, "Q29", "a day on which Treasuries traded", told)]
