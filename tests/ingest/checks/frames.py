"""Small frames as the gate's first stage sees them: columns of the table, `at` and `row`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from rotascope.store.tables import TABLES

STAMP = date(2026, 6, 10)


def rows(table: str, *given: dict[str, Any], **same: Any) -> pl.DataFrame:
    """Rows of a table by column; what is not given is null, except what `same` gives to all."""
    columns = {n: k for n, k in TABLES[table].columns.items() if n not in ("dataset", "known_at")}
    extra = {name for row in ({**same}, *given) for name in row} - set(columns)
    kinds: dict[str, Any] = columns | {name: None for name in sorted(extra)}
    made = [{**dict.fromkeys(kinds), **same, **row} for row in given]
    frame = pl.DataFrame(made, schema_overrides={n: k for n, k in kinds.items() if k is not None})
    return frame.with_row_index("at").with_columns(row=pl.col("at") + 1)


def lines(*given: tuple[str, float], **more: Any) -> pl.DataFrame:
    """A holdings file of (symbol, weight in percent); the rest to 100 % is one line OTHER."""
    listed = [
        {"symbol": s, "name": more.get("names", {}).get(s, s), "weight": w / 100} for s, w in given
    ]
    rest = 1.0 - sum(row["weight"] for row in listed)
    if abs(rest) > 1e-9:
        listed.append({"symbol": "OTHER", "name": "Other", "weight": rest})
    listed = [{"line": n + 1, **row} for n, row in enumerate(listed)]
    return rows("holdings", *listed, fund="IVV", date=STAMP, kind="equity")


def series(name: str, values: list[float], first: date = date(2026, 1, 5), step: int = 1,
           **more: Any) -> pl.DataFrame:  # fmt: skip
    """A macro series on weekdays (step 1), or every `step` days; `unit` and others as given."""
    days: list[date] = []
    day = first
    while len(days) < len(values):
        if step > 1 or day.isoweekday() < 6:
            days.append(day)
        day += timedelta(days=step)
    made = [{"series": name, "date": d, "value": v} for d, v in zip(days, values, strict=True)]
    return rows("macro", *made, **more)


def held(parts: list[pl.DataFrame], severity: str = "quarantine") -> list[int]:
    """Positions that findings of a severity name, ascending."""
    return sorted({at for part in parts for at in part.filter(severity=severity)["at"]})
