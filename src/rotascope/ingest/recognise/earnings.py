"""Company files: filings of the SEC, earnings past and expected, estimates by day."""

from __future__ import annotations

from rotascope.ingest.known import STAMPED
from rotascope.ingest.recognise.answer import job, own
from rotascope.providers import companyfacts, sec_bulk
from rotascope.providers.jobs import Job, Where
from rotascope.providers.sniff import Sniff

__all__ = [
    "calendar",
    "days_and_hours",
    "estimates",
    "facts",
    "facts_archive",
    "history",
    "surprises",
]

HOURS = {"BMO": "before", "AMC": "after", "pre": "before", "post": "after"}


def facts(seen: Sniff) -> tuple[Job, ...] | None:
    """The SEC's companyfacts of one company."""
    if seen.kind != "json" or not companyfacts.is_companyfacts(seen.path):
        return None
    return (job(seen, "sec", "facts", reader="companyfacts"),)


def facts_archive(seen: Sniff) -> tuple[Job, ...] | None:
    """The SEC's archive of every company's facts; the seven's are taken from it."""
    if seen.kind != "zip" or not sec_bulk.is_facts_archive(seen.path):
        return None
    return (job(seen, "sec", "facts", "the facts of the seven", reader="sec_bulk"),)


def calendar(seen: Sniff) -> tuple[Job, ...] | None:
    """Expected announcements as JSON. When they were expected stands nowhere: it needs --date."""
    words = (b'"symbol"', b'"reportDate"', b'"fiscalDateEnding"')
    if seen.kind != "json" or not all(word in seen.head for word in words):
        return None
    columns = {"symbol": "symbol", "date": "reportDate", "fiscal": "fiscalDateEnding",
               "eps_estimate": "estimate"}  # fmt: skip
    note = "announcements expected on the day given with the file; known the next session"
    return (own(seen, "earnings", note, STAMPED, reader="calendar_json", columns=columns,
                constants={"timing": "unknown"}, symbols="printed"),)  # fmt: skip


def estimates(seen: Sniff) -> tuple[Job, ...] | None:
    """Consensus by snapshot day. The vendor changed its definition between 2025-11-14 and 17."""
    if not seen.has("snapshot", "symbol", "fiscal_date_ending", "eps_estimate", "report_date",
                    "currency"):  # fmt: skip
        return None
    columns = {"symbol": "symbol", "fiscal_end": "fiscal_date_ending", "date": "snapshot",
               "eps": "eps_estimate", "report_date": "report_date", "currency": "currency",
               "basis": "basis"}  # fmt: skip
    split = {"column": "snapshot", "before": "2025-11-17", "name": "basis",
             "first": "vendor to 2025-11-14", "then": "vendor from 2025-11-17"}  # fmt: skip
    remark = "the vendor's definition changes on 2025-11-17: nothing is compared across it"
    return (
        job(seen, "eps_snapshots", "estimates", remark, columns=columns,
            where=Where(("eps_estimate",)), symbols="printed", options={"split": split}),
    )  # fmt: skip


def history(seen: Sniff) -> tuple[Job, ...] | None:
    """Announcements with their hour: symbol, date, qtr, eps_est, eps, release_time."""
    if not seen.has("symbol", "date", "qtr", "eps_est", "eps", "release_time"):
        return None
    columns = {"symbol": "symbol", "date": "date", "fiscal": "qtr", "timing": "release_time",
               "eps_estimate": "eps_est", "eps_actual": "eps"}  # fmt: skip
    return (own(seen, "earnings", "announcements with their hour; fiscal labels are the source's",
                "announcement", columns=columns, values={"timing": HOURS},
                missing={"fiscal": "unknown"}, symbols="printed"),)  # fmt: skip


def surprises(seen: Sniff) -> tuple[Job, ...] | None:
    """Announcements with estimates and revenue, their hour unknown."""
    if not seen.has("ticker", "announce_date", "fiscal_label", "eps_estimate", "eps_actual",
                    "revenue_actual"):  # fmt: skip
        return None
    columns = {"symbol": "ticker", "date": "announce_date", "fiscal": "fiscal_label",
               "eps_estimate": "eps_estimate", "eps_actual": "eps_actual",
               "revenue_actual": "revenue_actual"}  # fmt: skip
    note = "in the company's own currency; the hour is unknown, so known the next session"
    return (own(seen, "earnings", note, "announcement", columns=columns,
                constants={"timing": "unknown"}, symbols="printed"),)  # fmt: skip


def days_and_hours(seen: Sniff) -> tuple[Job, ...] | None:
    """Announcement days: date, ticker, timing."""
    if seen.names != {"date", "ticker", "timing"}:
        return None
    columns = {"symbol": "ticker", "date": "date", "timing": "timing"}
    return (
        own(seen, "earnings", "announcement days and hours", "announcement", columns=columns,
            constants={"fiscal": "unknown"}, values={"timing": HOURS}, symbols="printed"),
    )  # fmt: skip
