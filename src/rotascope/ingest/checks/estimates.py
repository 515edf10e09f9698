"""Q30: estimates and announcements name a period, a currency and an hour that can be."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found
from rotascope.providers.jobs import Job
from rotascope.store.market import Market

__all__ = ["announcements", "currencies", "flipped", "flips", "periods", "surprises"]

TIMINGS = ("before", "after", "unknown")
CURRENCY = (
    r"^(?:AED|ARS|AUD|BDT|BGN|BHD|BMD|BOB|BRL|BWP|BYN|CAD|CHF|CLP|CNH|CNY|COP|CRC|CZK|DKK|DOP|DZD"
    r"|EGP|ETB|EUR|FJD|GBP|GEL|GHS|GTQ|HKD|HNL|HRK|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES"
    r"|KRW|KWD|KYD|KZT|LBP|LKR|MAD|MMK|MOP|MUR|MXN|MYR|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK"
    r"|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SEK|SGD|THB|TND|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU"
    r"|UZS|VES|VND|XAF|XCD|XOF|ZAR|ZMW)$"
)
# Labels in use: 2024-Q3, Q3 2024, Q3, 12-Oct, 2024-10, 2024-09-30, FY2024, 2024, "unknown".
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
YEAR = r"(?:fy|cy)?\s?(?:\d{4}|'?\d{2})"
LABEL = (
    rf"(?i)^\s*(?:unknown|(?:{YEAR}[\s-]?)?(?:q[1-4]|h[12]|fy)(?:[\s-]?{YEAR})?|{YEAR}"
    rf"|{YEAR}[\s-]{MONTH}|{MONTH}[\s-]{YEAR}|\d{{4}}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)\s*$"
)
DAY = r"^\s*\d{4}-\d{2}-\d{2}\s*$"
SOONEST, LATEST, AHEAD = 0, 400, 1100  # days: period's end to report; snapshot to period's end
TENFOLD, TRIFLE = 10.0, 0.05
LINE = ("symbol", "fiscal_end", "basis")


def currencies(frame: pl.DataFrame, *, required: bool) -> list[pl.DataFrame]:
    """Amounts in no currency, or in one that is none; pence would change an EPS a hundred times."""
    if "currency" not in frame.columns:
        return []
    code = pl.col("currency").str.strip_chars()
    bad = ~code.str.contains(CURRENCY) & ((code != "") | pl.lit(required))
    bad = bad | (pl.col("currency").is_null() & pl.lit(required))
    return [found(frame, bad, "Q30", "an ISO currency code", pl.col("currency"))]


def periods(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Estimates whose fiscal period cannot be that of their snapshot or of their report day.

    A report comes after its period's end and within 400 days of it; nobody estimates a period that
    ended 400 days before the snapshot, or that ends three years after it.
    """
    report = (pl.col("report_date") - pl.col("fiscal_end")).dt.total_days()
    ahead = (pl.col("fiscal_end") - pl.col("date")).dt.total_days()
    return [
        found(frame, (report < SOONEST) | (report > LATEST), "Q30",
              "a report after the fiscal period's end",
              pl.format("period to {}, report on {}", "fiscal_end", "report_date")),
        found(frame, (ahead < -LATEST) | (ahead > AHEAD), "Q30",
              "a fiscal period that is estimated on this day",
              pl.format("period to {}, snapshot of {}", "fiscal_end", "date")),
    ]  # fmt: skip


def announcements(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Announcements without an hour's word, with a label that names no period, or before its end."""
    timing = pl.col("timing").is_null() | ~pl.col("timing").is_in(TIMINGS)
    label = pl.col("fiscal")
    wrong = label.is_not_null() & (label != "") & ~label.str.contains(LABEL)
    end = pl.when(label.str.contains(DAY)).then(label.str.strip_chars().str.to_date(strict=False))
    days = (pl.col("date") - end).dt.total_days()
    return [
        found(frame, timing, "Q30", "timing before, after or unknown", pl.col("timing")),
        found(frame, wrong, "Q30", "a fiscal period such as 2024-Q3", label),
        found(frame, (days < SOONEST) | (days > LATEST), "Q30",
              "an announcement after the fiscal period's end",
              pl.format("period to {}, announced on {}", "fiscal", "date")),
    ]  # fmt: skip


def surprises(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Actual EPS of the other sign and more than ten times the estimate: flagged; losses do happen."""
    actual, estimate = pl.col("eps_actual"), pl.col("eps_estimate")
    bad = _flipped(actual, estimate)
    said = pl.format("{} where {} was estimated", "eps_actual", "eps_estimate")
    return [found(frame, bad, "Q30", "EPS near its estimate", said, "flag")]


def _flipped(new: pl.Expr, old: pl.Expr) -> pl.Expr:
    """Signs differ and one is more than ten times the other; amounts below five cents say nothing."""
    large = pl.max_horizontal(new.abs(), old.abs())
    small = pl.min_horizontal(new.abs(), old.abs())
    return (new * old < 0) & (large > TENFOLD * small) & (large > TRIFLE)


def flips(frame: pl.DataFrame, job: Job, market: Market) -> list[pl.DataFrame]:
    """Estimates that flip against the snapshot before: in the file, else the newest on file."""
    lazy = market.scan("estimates").filter(
        (pl.col("dataset") == job.dataset.name) & (pl.col("date") < frame["date"].min())
    )
    stored = market.collect(lazy.select(*LINE, "date", "eps"))
    return flipped(frame, stored.sort("date").unique(LINE, keep="last"))


def flipped(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """Estimates of one period that flip their sign more than tenfold between snapshots: flagged.

    Snapshots of two definitions (`basis`) are never compared: across a vendor's break there is no
    revision. `stored` holds one earlier estimate a line.
    """
    both = pl.concat([frame, stored], how="diagonal_relaxed").sort(*LINE, "date")
    told = both.with_columns(before=pl.col("eps").shift(1).over(LINE))
    bad = pl.col("at").is_not_null() & _flipped(pl.col("eps"), pl.col("before"))
    said = pl.format("{} after {}", "eps", "before")
    return [found(told, bad, "Q30", "an estimate of the same sign", said, "flag")]
