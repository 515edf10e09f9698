"""Q27: another unit, frequency or adjustment than registered; values a series cannot have; steps."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.figures import at, changed, days_of, sound

LAG = "registered lag"


def told(name: str, rows: pl.DataFrame, says: str, wrong: str, right: str) -> Planted:
    """Every row says its unit, frequency or adjustment, and says a wrong one."""
    faulty, good = (rows.with_columns(pl.lit(word).alias(says)) for word in (wrong, right))
    return Planted(name, "macro", faulty, "held", good, tuple(range(len(rows))), known=LAG)


def value(name: str, rows: pl.DataFrame, where: int, wrong: float) -> Planted:
    """One value that cannot be."""
    return Planted(name, "macro", at(rows, where, value=wrong), "held", rows, (where,), known=LAG)


def days(name: str, rows: pl.DataFrame, period: str) -> Planted:
    """The days of another frequency."""
    other = rows.with_columns(date=pl.Series(days_of(period, len(rows))))
    return Planted(name, "macro", other, "held", rows, tuple(range(len(rows))), known=LAG)


def switch(name: str, rows: pl.DataFrame, factor: float, where: tuple[int, ...],
           caught: Literal["held", "batch"] = "held") -> Planted:  # fmt: skip
    """Some rows in another unit, though each value for itself could be."""
    return Planted(name, "macro", changed(rows, factor, *where), caught, rows, where, known=LAG)


def step(name: str, rows: pl.DataFrame, where: int, factor: float) -> Planted:
    """From `where` on a new level: real series have such steps, so it is told and kept."""
    n = len(rows)
    return Planted(name, "macro", changed(rows, factor, *range(where, n)), "flagged", rows, (where,),
                   known=LAG)  # fmt: skip


def later(name: str, rows: pl.DataFrame, factor: float, new: int = 4) -> Planted:
    """What is on file is sound; the newest rows come in a file of their own, in another unit."""
    old, fresh = rows.head(-new), rows.tail(new)
    return Planted(name, "macro", changed(fresh, factor, *range(new)), "held", fresh,
                   tuple(range(new)), (Earlier("macro", old, known=LAG),), known=LAG)  # fmt: skip


UNRATE, CPI = sound("UNRATE", 4.3, "m"), sound("CPIAUCSL", 320.0, "m")
JOBS, GDP = sound("PAYEMS", 159000.0, "m"), sound("GDP", 30000.0, "q", 32)
CLAIMS, VIX = sound("ICSA", 230000.0, "w"), sound("VIXCLS", 17.0, "d", 60)
LOANS, EPS = sound("BUSLOANS", 2700.0, "m"), sound("SHILLER.earnings", 210.0, "m")
REPO, MICH = sound("RRPONTSYD", 2100.0, "d", 60), sound("MICH", 4.5, "m")
month_ends = UNRATE.with_columns(date=pl.col("date").dt.month_end())
VARIANTS = (
    told("an index that says percent", CPI, "unit", "Percent Change", "Index 1982-1984=100"),
    told("a rate that says fraction", UNRATE, "unit", "fraction", "Percent"),
    told("jobs that say millions", JOBS, "unit", "Millions of Persons", "Thousands of Persons"),
    told("dollars that say millions", GDP, "unit", "Millions of Dollars", "Billions of Dollars"),
    told("prices without seasonal adjustment", CPI, "adjustment", "Not Seasonally Adjusted",
         "Seasonally Adjusted"),
    told("jobs without seasonal adjustment", JOBS, "adjustment", "NSA", "SAAR"),
    told("a monthly rate that says weekly", UNRATE, "frequency", "Weekly, Ending Friday", "Monthly"),
    told("claims that say monthly", CLAIMS, "frequency", "M", "W"),
    days("monthly figures on quarters", JOBS, "q"),
    days("quarterly output by month", GDP, "m"),
    days("weekly claims on every session", CLAIMS, "d"),
    Planted("a month stamped by its last day", "macro", month_ends, "held", UNRATE,
            tuple(range(len(UNRATE))), known=LAG),
    Planted("a series nobody registered", "macro", UNRATE.with_columns(series=pl.lit("UNRATEX")),
            "held", UNRATE, tuple(range(len(UNRATE))), known=LAG),
    value("a rate in thousandths", UNRATE, 7, 43.0 * 100),
    value("a rate below what it can be", UNRATE, 30, 0.043),
    value("an index of the wrong base", CPI, 0, 3.2),
    value("jobs in millions", JOBS, 39, 159.4),
    value("claims in thousands", CLAIMS, 20, 231.0),
    value("output in trillions", GDP, 31, 31.1),
    value("volatility as a fraction", VIX, 5, 0.174),
    switch("loans in hundreds of billions, one month", LOANS, 0.01, (18,)),
    switch("earnings of the hundredth, twice", EPS, 0.01, (6, 25)),
    switch("repurchases in trillions from a day on", REPO, 0.001, tuple(range(50, 60)), "batch"),
    switch("inflation as a fraction in the first month", MICH, 0.01, (0,)),
    later("new loans a hundredth of those on file", LOANS, 0.01),
    later("new repurchases in trillions", REPO, 0.001, 2),
    step("unemployment jumps as in April 2020", UNRATE, 36, 3.4),
    step("jobs fall by an eighth", JOBS, 35, 0.87),
    step("claims rise tenfold", CLAIMS, 38, 12.0),
    step("volatility doubles in a day", VIX, 55, 2.2),
    step("prices rise by a tenth in a month", CPI, 33, 1.1),
    Planted("a step against what is on file", "macro", changed(JOBS.tail(1), 0.9, 0), "flagged",
            JOBS.tail(1), (0,), (Earlier("macro", JOBS.head(-1), known=LAG),), known=LAG),
    Planted("a value of the future's decimal point", "macro",
            at(VIX, 59, value=1768.0, date=date(2026, 6, 5)), "held", VIX, (59,), known=LAG),
)  # fmt: skip
