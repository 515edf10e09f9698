"""The door for files without a manifest: recognisers asked in order, the most particular ones first."""

from __future__ import annotations

from pathlib import Path

from rotascope import brokers
from rotascope.errors import BadFile
from rotascope.ingest.recognise import earnings, funds, macro, options, prices, words
from rotascope.ingest.recognise.answer import Recogniser, manifest
from rotascope.providers.jobs import Job
from rotascope.providers.sniff import Sniff, sniff

__all__ = ["RECOGNISERS", "recognise"]


PROSE = 60
"""Letters of a cell that is no name of a column but a sentence."""


def _broker(seen: Sniff) -> tuple[Job, ...] | None:
    """A broker's export is no market data."""
    found = brokers.which(seen)
    if found is None:
        return None
    raise BadFile(f"{seen.path.name}: a client's positions or transactions ({found.title})",
                  "market data", f"`rotascope book {seen.path.name}`")  # fmt: skip


def _days(seen: Sniff) -> tuple[Job, ...] | None:
    """Days and nothing else: what happens on them must be said."""
    if len(seen.header) != 1 or seen.names != {"date"}:
        return None
    raise manifest(seen, "days, and no word of what happens on them", "an entity and a kind",
                   'table = "events", reader = "meetings" if the Federal Reserve meets on them,'
                   ' constants = { entity = "US" }')  # fmt: skip


RECOGNISERS: tuple[Recogniser, ...] = (
    funds.spdr_file, macro.vintages, macro.survey, earnings.facts_archive,
    earnings.facts, earnings.calendar, funds.tickers, prices.chart, options.chain_json,
    funds.report, words.feed,
    options.chain, funds.roundhill_file, funds.ishares_file, prices.stooq_file, macro.fred_file,
    macro.treasury_file, _broker,
    macro.factors, macro.portfolios, macro.shiller, macro.recessions, macro.decisions,
    funds.intervals, funds.changes, funds.constituents, options.implied,
    earnings.estimates, earnings.history, earnings.surprises, earnings.days_and_hours,
    words.judged, words.names, macro.series, prices.prices, _days,
)  # fmt: skip


def recognise(path: Path) -> tuple[Job, ...]:
    """The jobs a plain file amounts to, told by its content, never by its name alone.

    Raises BadFile for one that none of the recognisers knows, or that leaves something out that only
    a manifest, `--date` or another command can say; the sentence names that door.
    """
    seen = sniff(path)
    for one in RECOGNISERS:
        jobs = one(seen)
        if jobs is not None:
            return jobs
    raise _unknown(seen)


def _unknown(seen: Sniff) -> BadFile:
    if seen.kind in ("json", "xml", "zip"):
        kind = {"json": "JSON", "xml": "XML", "zip": "an archive"}[seen.kind]
        return BadFile(f"{seen.path.name}: {kind} of a form that is not known",
                       "a source of docs/files.md", "a manifest job that names its reader")  # fmt: skip
    if len(seen.header) < 2 or max(map(len, seen.header)) > PROSE:
        return BadFile(f"{seen.path.name}: no table", "rows and columns", "another file")
    shown = ", ".join(seen.header[:20]) + (", ..." if len(seen.header) > 20 else "")
    return BadFile(f"{seen.path.name}, row 1: unknown columns {shown}",
                   "symbol, date and close (or adj_close); series, date, value; or a form of"
                   " docs/files.md", "rename them, or map them in a manifest")  # fmt: skip
