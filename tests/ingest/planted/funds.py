"""Holdings files that add up, from which the variants of Q23, Q24, Q25 and Q26 are made."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

__all__ = ["DAY", "file", "line", "rest", "sound_lines"]

DAY = date(2026, 6, 10)
NET = 1e9
Line = dict[str, Any]


def line(symbol: str, weight: float, name: str = "", **more: Any) -> Line:
    """One line; weight in percent of a fund of 1 bn USD, value and shares to fit a price of 50 USD."""
    value = round(weight / 100 * NET, 2)
    return {
        "symbol": symbol, "name": name or f"{symbol} INC", "weight": weight / 100,
        "market_value": value, "shares": value / 50.0, "kind": "equity", **more,
    }  # fmt: skip


def sound_lines(n: int = 10, whole: float = 100.0, prefix: str = "QQ") -> list[Line]:
    """`n` lines that sum to `whole` percent, no two alike."""
    parts = [1.0 + 0.1 * i for i in range(n)]
    return [
        line(f"{prefix}{chr(65 + i)}", whole * part / sum(parts)) for i, part in enumerate(parts)
    ]


def rest(*lines: Line, n: int = 8) -> list[Line]:
    """The lines, and others that bring their sum to 100 %."""
    return [*lines, *sound_lines(n, 100.0 - 100.0 * sum(one["weight"] for one in lines))]


def file(lines: list[Line], fund: str = "IVV", day: date = DAY) -> pl.DataFrame:
    """The lines as a holdings file."""
    numbered = [{"line": n + 1, **one} for n, one in enumerate(lines)]
    return pl.DataFrame(numbered, infer_schema_length=None).with_columns(
        fund=pl.lit(fund), date=pl.lit(day)
    )
