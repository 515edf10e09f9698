"""Files of funds and indices: issuers' holdings, filings of holdings, memberships, lists of codes."""

from __future__ import annotations

import re

from rotascope import catalog
from rotascope.errors import BadFile
from rotascope.ingest.recognise.answer import index_in_name, job, manifest, own
from rotascope.providers import ishares, roundhill, spdr
from rotascope.providers.jobs import Job, reading
from rotascope.providers.sniff import Sniff

__all__ = ["changes", "constituents", "intervals", "ishares_file", "report", "roundhill_file",
           "spdr_file", "tickers"]  # fmt: skip

DOWNLOAD = re.compile(r"([A-Z]{2,5})_holdings(?:_|$)")


def spdr_file(seen: Sniff) -> tuple[Job, ...] | None:
    """State Street's daily workbook, which names its fund."""
    fund = spdr.is_spdr(seen.path) if seen.kind == "xlsx" else None
    return (_holdings(seen, "spdr", fund),) if fund else None


def ishares_file(seen: Sniff) -> tuple[Job, ...] | None:
    """A CSV of iShares. Its preamble names the fund; without one, its name as the site gives it does."""
    # The reader looks through the whole file: it is asked only where the head shows the header.
    likely = seen.kind == "csv" and {"Asset Class", "Weight (%)"} <= seen.cells
    name = ishares.is_ishares(seen.path) if likely else None
    if name is None:
        return None
    fund, remark = _fund(seen, name)
    made = [_holdings(seen, "ishares", fund, remark)]
    if any(row[0].lower().startswith("shares outstanding") for _, row in seen.rows):
        made.append(job(seen, "ishares", "funds", remark, reader="ishares_fund",
                        constants={"fund": fund}))  # fmt: skip
    return tuple(made)


def roundhill_file(seen: Sniff) -> tuple[Job, ...] | None:
    """Roundhill's CSV of every fund in it: lines, swaps where there are any, sizes."""
    likely = seen.kind == "csv" and {"StockTicker", "SecurityName", "Weightings"} <= seen.cells
    if not likely or not roundhill.is_roundhill(seen.path):
        return None
    percent = {"weight": "percent"}
    swaps = job(seen, "roundhill", "derivatives", reader="roundhill_swaps", units=percent)
    return (
        job(seen, "roundhill", "holdings", reader="roundhill", units=percent),
        *((swaps,) if b" TRS " in seen.head or b" SWAP" in seen.head.upper() else ()),
        job(seen, "roundhill", "funds", reader="roundhill_fund"),
    )


def report(seen: Sniff) -> tuple[Job, ...] | None:
    """A fund's N-PORT: lines, contracts where there are any, size. It does not say when it was filed."""
    if seen.kind != "xml" or b"edgar/nport" not in seen.head:
        return None
    with reading(seen.path.name, "N-PORT report"):
        contracts = b"derivativeInfo" in seen.path.read_bytes()
    remark = "known 60 days after its day, when such reports become public: assumed"
    late = {"known": "after 60 days"}
    made = job(seen, "nport", "derivatives", remark, reader="nport_contracts", **late)
    return (
        job(seen, "nport", "holdings", remark, reader="nport", units={"weight": "percent"}, **late),
        *((made,) if contracts else ()),
        job(seen, "nport", "funds", remark, reader="nport_fund", **late),
    )


def _holdings(seen: Sniff, reader: str, fund: str, remark: str = "") -> Job:
    return job(seen, reader, "holdings", remark, reader=reader, constants={"fund": fund},
               units={"weight": "percent"})  # fmt: skip


def _fund(seen: Sniff, name: str) -> tuple[str, str]:
    """(the fund's symbol, what to tell). A fund named in the preamble is never overruled by a name."""
    listed = {i.name: i.symbol for i in catalog.load().instruments if i.kind == "fund"}
    if name in listed:
        return listed[name], ""
    called = DOWNLOAD.match(seen.path.stem)
    if not name and called and called[1] in listed.values():
        return called[1], f"{called[1]} is taken from the file's name"
    raise BadFile(f"{seen.path.name}: holdings of '{name or 'a fund it does not name'}'",
                  "a fund in the catalog, named in the file's first row",
                  'a manifest with reader = "ishares", constants = { fund = "IWM" }')  # fmt: skip


def intervals(seen: Sniff) -> tuple[Job, ...] | None:
    """Membership intervals of an index: ticker, start_date, end_date. Its name tells the index."""
    if not seen.has("ticker", "start_date", "end_date"):
        return None
    index = _index(
        seen, "intervals of membership", 'reader = "membership", constants = { index = "SP500" }'
    )
    columns = {"symbol": "ticker", "date": "date", "last": "last"}
    remark = f"{index} is taken from the file's name"
    more = {"reader": "membership", "columns": columns, "constants": {"index": index}}
    if index == "SP500":
        return (job(seen, "sp500_members", "members", remark, **more),)
    return (own(seen, "members", f"membership intervals of {index}", "in file", remark, **more),)


def changes(seen: Sniff) -> tuple[Job, ...] | None:
    """Additions to an index and removals by day: date, add, remove. Its name tells the index."""
    if seen.names != {"date", "add", "remove"}:
        return None
    index = _index(
        seen, "changes of membership", 'reader = "changes", constants = { entity = "SP500" }'
    )
    remark = f"{index} is taken from the file's name"
    more = {"reader": "changes", "constants": {"entity": index}}
    if index == "SP500":
        return (job(seen, "sp500_changes", "events", remark, **more),)
    return (own(seen, "events", f"changes of {index}", "in file", remark, **more),)


def _index(seen: Sniff, what: str, keys: str) -> str:
    index = index_in_name(seen)
    if not index:
        raise manifest(seen, f"{what} of an index it does not name",
                       "sp500, sp400 or sp600 in the file's name", keys)  # fmt: skip
    return index


def tickers(seen: Sniff) -> tuple[Job, ...] | None:
    """The SEC's list of tickers and CIKs as JSON, which names no day: it needs --date."""
    if seen.kind != "json" or b'"cik_str"' not in seen.head or b'"ticker"' not in seen.head:
        return None
    return (job(seen, "sec", "identifiers", reader="sec_tickers", known="next session"),)


def constituents(seen: Sniff) -> tuple[Job, ...] | None:
    """A list of companies with their CIK, which names no day: it needs --date."""
    if not seen.has("Symbol", "Security", "CIK"):
        return None
    note = f"CIKs by {seen.path.name}, of the day given with the file"
    return (own(seen, "identifiers", note, "next session", reader="constituents"),)
