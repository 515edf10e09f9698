"""Q30: estimates and announcements whose period, currency or hour cannot be; flips of the sign."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.figures import at

KNOWN = "next session"
END, REPORT = date(2026, 6, 30), date(2026, 7, 24)
DAYS = [date(2026, 5, 4) + timedelta(days=7 * n) for n in range(5)]


def snapshots(
    symbols: str = "AAPL MSFT NVDA", eps: float = 1.5, basis: str = "vendor A"
) -> pl.DataFrame:
    """Five weekly snapshots of each symbol."""
    rows = [
        {
            "symbol": symbol, "fiscal_end": END, "date": day, "eps": eps + 0.1 * s + 0.01 * d,
            "report_date": REPORT, "currency": "USD", "basis": basis,
        }
        for s, symbol in enumerate(symbols.split()) for d, day in enumerate(DAYS)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def reports() -> pl.DataFrame:
    """Eight announcements with their hour."""
    rows = [
        {
            "symbol": f"S{n}", "date": date(2026, 5, 6), "fiscal": "2026-03-31",
            "timing": ("before", "after", "unknown")[n % 3], "eps_estimate": 0.8 + 0.1 * n,
            "eps_actual": 0.82 + 0.1 * n, "currency": "USD",
        }
        for n in range(8)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def estimate(name: str, where: int, **wrong: Any) -> Planted:
    """One snapshot with other values."""
    rows = snapshots()
    return Planted(name, "estimates", at(rows, where, **wrong), "held", rows, (where,), known=KNOWN)


def announced(name: str, where: int, **wrong: Any) -> Planted:
    """One announcement with other values."""
    rows = reports()
    return Planted(name, "earnings", at(rows, where, **wrong), "held", rows, (where,),
                   known="announcement")  # fmt: skip


def flip(name: str, where: int, new: float, near: float, table: str = "estimates") -> Planted:
    """A sign that flips more than tenfold is told and kept; a smaller flip says nothing."""
    rows, column = (snapshots(), "eps") if table == "estimates" else (reports(), "eps_actual")
    known = KNOWN if table == "estimates" else "announcement"
    return Planted(name, table, at(rows, where, **{column: new}), "flagged",
                   at(rows, where, **{column: near}), (where,), known=known)  # fmt: skip


_tail = snapshots("TSLA").tail(1)
_flipped = at(_tail, 0, eps=-0.02)
VARIANTS = (
    estimate("an estimate in pence", 3, currency="GBX"),
    estimate("an estimate in nothing", 7, currency=None),
    estimate("a blank for a currency", 0, currency=" "),
    estimate("a currency spelt out", 14, currency="Dollar"),
    estimate("a small letter in the currency", 9, currency="USd"),
    estimate("reported before its period's end", 2, report_date=date(2026, 6, 29)),
    estimate("reported two years after", 5, report_date=date(2028, 7, 24)),
    estimate("a period of three years ago", 11, fiscal_end=date(2023, 6, 30),
             report_date=date(2023, 7, 24)),
    estimate("a period of the next decade", 8, fiscal_end=date(2036, 6, 30),
             report_date=date(2036, 7, 24)),
    announced("an hour nobody knows by that word", 4, timing="BMO"),
    announced("no hour", 1, timing=None),
    announced("an hour in figures", 6, timing="16:05"),
    announced("a fifth quarter", 0, fiscal="2026-Q5"),
    announced("a thirteenth month", 3, fiscal="2026-13"),
    announced("a period that is a sentence", 7, fiscal="see the note"),
    announced("announced before the period's end", 2, fiscal="2026-06-30"),
    announced("a period of long ago", 5, fiscal="2019-03-31"),
    announced("an announcement in pence", 4, currency="GBp"),
    announced("an announcement in points", 3, currency="pts"),
    flip("a profit becomes a loss thirty times as large", 4, -45.0, -1.2),
    flip("a profit becomes a trifling loss", 9, -0.05, -0.5),
    flip("an estimate of the wrong sign and unit", 14, -170.0, 1.9),
    flip("a loss twenty times the estimate", 2, -20.0, -8.0, "earnings"),
    flip("a trifle of the other sign", 5, -0.12, -0.5, "earnings"),
    Planted("a flip against the snapshot on file", "estimates", _flipped, "flagged",
            _flipped.with_columns(basis=pl.lit("vendor B")), (0,),
            (Earlier("estimates", snapshots("TSLA").head(-1), known=KNOWN),), known=KNOWN),
)  # fmt: skip
