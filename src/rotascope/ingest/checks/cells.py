"""Q01: every cell parses as what its column holds; what does not fit is said, never lost."""

from __future__ import annotations

from typing import Any

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["cells", "foreign"]


def foreign(have: pl.DataType, kind: Any) -> bool:
    """Whether a column of type `have` cannot mean one of `kind`: days are no numbers, yes is no 1."""
    if have in (pl.Null, pl.String):
        return False
    if pl.Boolean in (have, kind):
        return bool(have != kind)
    return bool(have.is_temporal() != (kind == pl.Date) or have in (pl.Time, pl.Duration))


def cells(
    frame: pl.DataFrame, name: str, kind: Any, read: pl.Expr, parsed: pl.Expr, wanted: str
) -> list[pl.DataFrame]:
    """Findings for one column. `read` is the cell as text says it, `parsed` the same in the table's type.

    Blank text and null are no value and pass here; half a share is no volume; an infinite one is
    Q02; a whole number beyond 64 bits is Q01 like any other that its column cannot hold.
    """
    column, have = pl.col(name), frame.schema[name]
    if foreign(have, kind):
        return [found(frame, column.is_not_null(), "Q01", f"{name}: {wanted}", column)]
    made = []
    if have == pl.String:
        said = column.is_not_null() & (column != "")
        quoted = pl.format("'{}'", column)
        made.append(found(frame, said & parsed.is_null(), "Q01", f"{name}: {wanted}", quoted))
    if kind != pl.Int64 or have.is_integer():
        return made + _overflow(frame, name, kind, parsed)
    whole = read.cast(pl.Float64, strict=False)
    if have != pl.String:
        made.append(found(frame, ~whole.is_finite(), "Q02", f"{name}: a finite number", column))
    broken = whole.is_finite() & (whole != whole.round())
    made.append(found(frame, broken, "Q01", f"{name}: a whole number", column))
    return made + _overflow(frame, name, kind, parsed)


def _overflow(frame: pl.DataFrame, name: str, kind: Any, parsed: pl.Expr) -> list[pl.DataFrame]:
    """Numbers that only a cast would lose: 1e300 shares, or an unsigned count beyond 64 bits."""
    have, column = frame.schema[name], pl.col(name)
    if kind != pl.Int64 or have in (pl.Int64, pl.String, pl.Null):
        return []
    lost = column.is_not_null() & parsed.is_null()
    if have.is_float():
        lost &= column.is_finite()
    return [found(frame, lost, "Q01", f"{name}: a whole number below 2^63", column)]
