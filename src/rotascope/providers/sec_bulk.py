"""The SEC's archive of all companies' facts, for the members of a fund: one file, one commit.

The archive has more than a gigabyte and a JSON a company; only the entries of the companies asked for
are opened, one at a time, in memory and within a bound, and nothing is unpacked to disk.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.companyfacts import facts
from rotascope.providers.jobs import reading
from rotascope.providers.requests import Needs, Request
from rotascope.providers.sec import HOSTS, TERMS, facts_job, sec_manners
from rotascope.registry import provider, source

__all__ = ["CIKS", "TAGS", "is_facts_archive", "read_sec_bulk", "sec_bulk_source"]

ADDRESS = "https://www.sec.gov/Archives/edgar/daily-index/xbrl/companyfacts.zip"
LARGEST_ARCHIVE = 8_000_000_000
ENTRY, ENTRIES = 64_000_000, 100_000
"""Bytes of one company's JSON, and entries an archive may list (there are about 19,000)."""

# Balance sheets, earnings, capital spending, repurchases, shares and debt, by the names companies have
# given them in US-GAAP over the years; the last two are the cover page's.
TAGS = (
    "Assets", "AssetsCurrent", "Liabilities", "LiabilitiesCurrent", "StockholdersEquity",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
    "CashAndCashEquivalentsAtCarryingValue",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents", "MarketableSecuritiesCurrent",
    "ShortTermInvestments",
    "Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax", "SalesRevenueNet",
    "OperatingIncomeLoss", "NetIncomeLoss", "ProfitLoss", "InterestExpense",
    "EarningsPerShareBasic", "EarningsPerShareDiluted",
    "NetCashProvidedByUsedInOperatingActivities", "PaymentsToAcquirePropertyPlantAndEquipment",
    "PaymentsToAcquireProductiveAssets", "DepreciationDepletionAndAmortization",
    "PaymentsForRepurchaseOfCommonStock", "PaymentsOfDividends", "PaymentsOfDividendsCommonStock",
    "ProceedsFromIssuanceOfCommonStock", "ShareBasedCompensation",
    "CommonStockSharesOutstanding", "WeightedAverageNumberOfDilutedSharesOutstanding",
    "DebtCurrent", "LongTermDebt", "LongTermDebtCurrent", "LongTermDebtNoncurrent",
    "ShortTermBorrowings", "CommercialPaper",
    "EntityCommonStockSharesOutstanding", "EntityPublicFloat",
)  # fmt: skip

# The seven, for an archive brought by hand without a list of companies.
CIKS = (
    "0000320193",
    "0000789019",
    "0001018724",
    "0001045810",
    "0001318605",
    "0001326801",
    "0001652044",
)


@source(
    "sec_bulk", title="SEC: facts of a fund's companies", hosts=HOSTS[:1], terms=TERMS, order=60
)
def sec_bulk_source(needs: Needs) -> tuple[Request, ...]:
    """The archive of all facts, for the members of the fund that `facts_of` names; nothing without it.

    Members are those of the fund's newest holdings on file that have a CIK on file.
    """
    fund = needs.keys.get("facts_of", "").strip().upper()
    if not fund:
        return ()
    manners = replace(sec_manners(needs), cap=LARGEST_ARCHIVE, wire=LARGEST_ARCHIVE, seconds=3600)
    codes = needs.on_file.codes("CIK")
    # Issuers print BRKB where the SEC has BRK-B.
    codes = {symbol.replace("-", ""): cik for symbol, cik in codes.items()} | dict(codes)
    ciks = sorted({codes[symbol] for symbol in needs.on_file.holdings(fund) if symbol in codes})
    if not ciks:
        return ()  # the lists of tickers and holdings come first; sync asks again
    job = facts_job("sec_bulk", {"ciks": ciks})
    return (Request(f"companyfacts-{fund}", ADDRESS, (job,), manners, large=True,
                    begins=(b"PK\x03\x04",), every=20),)  # fmt: skip


def is_facts_archive(path: Path) -> bool:
    """Whether the file is an archive with an entry named like a company's facts."""
    try:
        with _archive(path) as archive:
            return any(_named(name) for name in archive.namelist()[:50])
    except BadFile:
        return False


def _named(name: str) -> bool:
    return name.startswith("CIK") and name.endswith(".json") and name[3:-5].isdigit()


def _archive(path: Path) -> zipfile.ZipFile:
    with reading(path.name, "archive of company facts"):
        archive = zipfile.ZipFile(path)
    if len(archive.infolist()) > ENTRIES:
        archive.close()
        raise BadFile(f"{path.name}: more than {ENTRIES:,} entries", "companyfacts.zip", "")
    return archive


@provider("sec_bulk", seconds=1800)
def read_sec_bulk(path: Path, **options: Any) -> pl.DataFrame:
    """The facts of the companies `ciks` (the seven by default), of `tags` (a list of 38 by default).

    Columns as `companyfacts`; `row` counts. What a later filing only repeats is left out: comparative
    figures are three of four facts. A company without an entry is left out too, and one at least must
    have one. An entry that is no sound companyfacts file makes the whole archive a BadFile.
    """
    ciks, tags = options.get("ciks") or CIKS, frozenset(options.get("tags") or TAGS)
    with _archive(path) as archive:
        parts = list(_parts(archive, ciks, tags, path.name))
    if not parts:
        raise BadFile(f"{path.name}: no entry of any of {len(ciks)} companies", "companyfacts.zip",
                      "name CIKs it holds in a manifest: options = { ciks = [...] }")  # fmt: skip
    return pl.concat(parts).with_row_index("row", offset=1)


def _parts(
    archive: zipfile.ZipFile, ciks: Sequence[Any], tags: frozenset[str], source: str
) -> Iterator[pl.DataFrame]:
    entries = {entry.filename: entry for entry in archive.infolist()}
    for cik in dict.fromkeys(ciks):
        with reading(source, "list of CIKs"):
            name = f"CIK{int(str(cik).removeprefix('CIK')):010d}.json"
        if name in entries:
            yield _compact(
                facts(_body(archive, entries[name], source), f"{source}: {name}", tags), name
            )


def _compact(frame: pl.DataFrame, source: str) -> pl.DataFrame:
    """What is news, in half the bytes: millions of rows repeat few words. Raises BadFile."""
    days = ("start", "date", "known_at")
    words = ("entity", "tag", "unit", "accession", "form", "fiscal")
    with reading(source, "companyfacts JSON"):
        return _news(frame).with_columns(
            pl.col(days).str.to_date("%Y-%m-%d"), pl.col(words).cast(pl.Categorical)
        )


def _news(frame: pl.DataFrame) -> pl.DataFrame:
    """The facts that say something new: the first of each period, and those that change it."""
    period = ("tag", "unit", "start", "date")
    before = pl.col("value").shift(1).over(period)
    first = pl.int_range(pl.len()).over(period) == 0
    ordered = frame.with_row_index("place").sort("known_at", maintain_order=True)
    return ordered.filter(first | pl.col("value").ne_missing(before)).sort("place").drop("place")


def _body(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bytes:
    """An entry's bytes. What its directory says of its size may be a lie, so the reading is bounded."""
    where = f"{source}: {entry.filename}"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile(f"{where}: packed in a way the SEC does not use", "deflate", "fetch it again")
    with reading(where, "entry of an archive"):
        try:
            with archive.open(entry) as stream:
                body = stream.read(ENTRY + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as trouble:
            raise BadFile(f"{where}: cannot be unpacked ({str(trouble)[:60]})", "a whole archive",
                          "fetch it again") from None  # fmt: skip
    if len(body) > ENTRY:
        raise BadFile(f"{where}: more than {ENTRY // 10**6} MB", "one company's facts", "")
    return body
