"""Macro files: FRED's CSV, long tables of series, vintages, surveys, factors, recessions, decisions."""

from __future__ import annotations

import re

import polars as pl

from rotascope.errors import BadFile
from rotascope.ingest.recognise.answer import job, manifest, own
from rotascope.ingest.recognise.forms import written
from rotascope.providers import fred, treasury
from rotascope.providers.jobs import Job, Where, reading
from rotascope.providers.sniff import Sniff
from rotascope.providers.table import read_table

__all__ = ["decisions", "factors", "fred_file", "portfolios", "recessions", "series", "shiller",
           "survey", "treasury_file", "vintages"]  # fmt: skip

LONG = ("series", "date", "value")
SHILLER = ("sp500", "dividend", "earnings", "cpi", "gs10", "cape")
SMALL = ("SMALL LoBM", "ME1 BM3", "SMALL HiBM")
BIG = ("BIG LoBM", "ME5 BM3", "BIG HiBM")
SHEET = re.compile(r"\d{4}m\d{1,2}$")


def fred_file(seen: Sniff) -> tuple[Job, ...] | None:
    """FRED's CSV: observation_date and one column a series."""
    if seen.kind != "csv" or not fred.is_fred(seen.path):
        return None
    remark = ""
    if seen.has("value"):
        remark = f"the series {seen.path.stem} is taken from the file's name"
    return (job(seen, "fred", "macro", remark, reader="fred"),)


def treasury_file(seen: Sniff) -> tuple[Job, ...] | None:
    """The Treasury's par yields: Date and maturities."""
    if seen.kind != "csv" or not treasury.is_treasury(seen.path):
        return None
    return (job(seen, "treasury", "macro", reader="treasury"),)


def series(seen: Sniff) -> tuple[Job, ...] | None:
    """A long table: series, date, value."""
    if not seen.has(*LONG):
        return None
    columns = {c.strip().lower(): c for c in seen.header if c.strip().lower() in LONG}
    options, remarks = written(seen, {"value": columns["value"]}, {}, {"date": columns["date"]})
    note = f"user's file {seen.path.name}"
    return (own(seen, "macro", note, "registered lag", "; ".join(remarks), columns=columns,
                options=options),)  # fmt: skip


def vintages(seen: Sniff) -> tuple[Job, ...] | None:
    """A workbook whose sheets are vintages: 2014m1, 2014m4, ..."""
    if not seen.sheets or not all(SHEET.match(name) for name in seen.sheets):
        return None
    return (job(seen, "vintages", "macro", reader="vintages"),)


def survey(seen: Sniff) -> tuple[Job, ...] | None:
    """A workbook of the Survey of Professional Forecasters.

    Levels are told from growth by its columns (NGDP1, dngdp2); whether it holds means or medians
    stands in its name only.
    """
    if seen.kind != "xlsx" or seen.header[:2] != ("YEAR", "QUARTER"):
        return None
    name = seen.path.stem.lower()
    statistic = next((word for word in ("median", "mean") if word in name), "")
    if not statistic:
        raise manifest(seen, "a survey of means or of medians: its sheets do not say which",
                       "'mean' or 'median' in the file's name",
                       'reader = "spf", options = { statistic = "mean" }')  # fmt: skip
    growth = any(column.startswith("d") for column in seen.header[2:])
    return (job(seen, "spf", "macro", f"'{statistic}' is taken from the file's name", reader="spf",
                constants={"unit": "percent" if growth else "as asked"},
                options={"statistic": statistic}),)  # fmt: skip


def factors(seen: Sniff) -> tuple[Job, ...] | None:
    """French's factors: three or five, daily or monthly as their days say, in percent."""
    if not seen.has("date", "Mkt-RF", "SMB", "HML", "RF"):
        return None
    wide = read_table(seen.path).select("date", "Mkt-RF")
    _in_percent(seen, wide["Mkt-RF"])
    prefix = f"FF{5 if seen.has('RMW', 'CMA') else 3}{_period(seen, wide['date'])}."
    return (_wide(seen, "french", prefix),)


def portfolios(seen: Sniff) -> tuple[Job, ...] | None:
    """French's 25 portfolios by size and value, monthly: as series, and as two lines."""
    if not seen.has("date", *SMALL, *BIG):
        return None
    wide = read_table(seen.path).select("date", SMALL[0])
    _in_percent(seen, wide[SMALL[0]])
    if _period(seen, wide["date"]) != "M":
        raise manifest(seen, "daily portfolios", "monthly ones", 'reader = "table" and a melt')
    lines = {"FRSMALL": list(SMALL), "FRBIG": list(BIG)}
    return (
        _wide(seen, "french", "FF25M."),
        job(seen, "french_lines", "returns", reader="portfolios",
            options={"percent": True, "lines": lines}),
    )  # fmt: skip


def _wide(seen: Sniff, dataset: str, prefix: str) -> Job:
    return job(seen, dataset, "macro", columns={name: name for name in LONG},
               units={"value": "percent"}, constants={"unit": "fraction"},
               options={"melt": {"index": "date", "prefix": prefix}})  # fmt: skip


def _in_percent(seen: Sniff, values: pl.Series) -> None:
    """The library prints percent; a file whose largest return is below 1 was made into fractions."""
    with reading(seen.path.name, "file of returns"):
        largest = values.cast(pl.Float64, strict=False).abs().max()
    if not isinstance(largest, float) or largest < 1.0:
        raise manifest(seen, "French's returns, none above 1", "percent, as the library prints them",
                       'units = { value = "fraction" }')  # fmt: skip


def _period(seen: Sniff, days: pl.Series) -> str:
    with reading(seen.path.name, "file of factors"):
        if days.dtype == pl.String:
            days = days.str.to_date("%Y-%m-%d", strict=False)
        gap = days.cast(pl.Date).drop_nulls().sort().diff().dt.total_days().median()
    if not isinstance(gap, float):
        raise BadFile(f"{seen.path.name}: factors of fewer than two days", "days like 2024-03-28",
                      "export it again")  # fmt: skip
    return "M" if gap > 20 else "D"


def shiller(seen: Sniff) -> tuple[Job, ...] | None:
    """Robert Shiller's monthly file."""
    if not seen.has("date", *SHILLER):
        return None
    return (job(seen, "shiller", "macro", columns={name: name for name in LONG},
                where=Where(("value",)),
                options={"take": ["date", *SHILLER],
                         "melt": {"index": "date", "prefix": "SHILLER."}}),)  # fmt: skip


def recessions(seen: Sniff) -> tuple[Job, ...] | None:
    """The NBER's turning points: peak, trough."""
    if seen.names != {"peak", "trough"}:
        return None
    return (job(seen, "nber", "events", reader="recessions", constants={"entity": "US"}),)


def decisions(seen: Sniff) -> tuple[Job, ...] | None:
    """Changes of the Federal Reserve's target, meeting by meeting."""
    if not seen.has("meeting_end", "change_pp", "method"):
        return None
    return (job(seen, "fomc", "events", reader="meetings", constants={"entity": "US"},
                options={"date": "meeting_end", "decisions": True}),)  # fmt: skip
