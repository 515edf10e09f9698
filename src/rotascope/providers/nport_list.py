"""N-PORT from EDGAR: which report of a fund is the newest, and the report itself.

A trust files for hundreds of funds, and its list of submissions does not say which filing is whose. So
the series of a fund is looked up first, then EDGAR's list of that series' filings, then the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import polars as pl

from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.bounded_xml import records, said
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.requests import Needs, Request
from rotascope.providers.sec import TERMS, sec_manners, ticker_list
from rotascope.registry import provider, source

__all__ = ["nport_source", "read_nport_list"]

# Funds whose issuers' files no source here reads; of MAGS, whose file is read daily, the contracts only:
# the report names the dealers and what the swaps have gained.
TABLES = {
    "QQQ": ("holdings", "funds"),
    "RSP": ("holdings", "funds"),
    "XMAG": ("holdings", "funds"),
    "MAGS": ("derivatives",),
}
READERS = {"holdings": "nport", "derivatives": "nport_contracts", "funds": "nport_fund"}
SPEC = DatasetSpec(
    "nport", 60, "funds' own reports to the SEC, public about 60 days after a quarter's end",
    "in file, next session",
)  # fmt: skip
FORM = "NPORT-P"
FOLDER = re.compile(r"/Archives/edgar/data/(\d{1,10})/\d{18}/")
ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
CODE = re.compile(r"edgar/data/(\d{1,10})/(\d{10}-\d{2}-\d{6})")


@source(
    "nport", title="SEC: funds' reports of what they hold", hosts=("www.sec.gov",), terms=TERMS,
    order=30,
)  # fmt: skip
def nport_source(needs: Needs) -> tuple[Request, ...]:
    """The newest report of QQQ, RSP and XMAG, and the swaps of MAGS; older ones are not asked for.

    Raises NoAnswer without an address the SEC can write to (ROTASCOPE_CONTACT).
    """
    manners = sec_manners(needs)
    series = needs.on_file.codes("SERIES")
    funds = tuple(fund for fund in TABLES if needs.catalog.lookup(fund))
    asked = [ticker_list("funds", "company_tickers_mf.json", needs, SPEC, manners, funds)]
    asked += [_list(fund, series[fund], manners) for fund in funds if fund in series]
    asked += [one for fund in funds for one in _report(fund, needs, manners)]
    return tuple(asked)


def _list(fund: str, series: str, manners: Manners) -> Request:
    asked = {"action": "getcompany", "CIK": series, "type": FORM, "count": "10", "output": "atom"}
    job = Job(SPEC, "identifiers", Path(), "", reader="nport_list", options={"fund": fund})
    url = f"https://www.sec.gov/cgi-bin/browse-edgar?{urlencode(asked)}"
    return Request(f"{fund}-list", url, (job,), manners, begins=(b"<?xml", b"<feed"), every=5)


def _report(fund: str, needs: Needs, manners: Manners) -> Iterator[Request]:
    """The newest report on the fund's list: edgar/data/1100663/0002071691-26-012504."""
    code = needs.on_file.codes(f"{FORM} {fund}").get(fund, "")
    found = CODE.fullmatch(code)
    if found is None:
        return
    cik, accession = found.groups()
    day = needs.on_file.newest("identifiers", SPEC.name, code)
    jobs = tuple(_job(table, fund, day) for table in TABLES[fund])
    folder = f"https://www.sec.gov/Archives/edgar/data/{cik}/{accession.replace('-', '')}"
    yield Request(f"{fund}-{accession}", f"{folder}/primary_doc.xml", jobs, manners,
                  begins=(b"<?xml", b"<edgarSubmission"), every=0)  # fmt: skip


def _job(table: str, fund: str, filed: date | None) -> Job:
    """Known the session after the filing's day if that is on file, else 60 days after the report's."""
    return Job(
        SPEC, table, Path(), "", reader=READERS[table], constants={"fund": fund},
        units={"weight": "percent"} if table == "holdings" else {},
        known=SPEC.known if filed else "after 60 days",
        options={"filed": filed.isoformat()} if filed else {},
    )  # fmt: skip


@provider("nport_list")
def read_nport_list(path: Path, **options: Any) -> pl.DataFrame:
    """One row a filing in EDGAR's Atom list: code (edgar/data/CIK/ACCESSION), date filed, form as name.

    `fund` is the symbol the list was asked for; each fund's list is a scheme of its own, of which the
    newest filing counts. Amendments are left out: they may be of an older quarter.
    """
    rows: list[tuple[int, str, str | None, str]] = []
    for _, entry in records(path, ("content",)):
        form, day = said(entry, "filing-type"), said(entry, "filing-date")
        folder = FOLDER.search(said(entry, "filing-href") or "")
        accession = ACCESSION.fullmatch(said(entry, "accession-number") or "")
        if form == FORM and folder and accession:
            rows.append((len(rows) + 1, f"edgar/data/{folder[1]}/{accession[0]}", day, form))
    if not rows:
        raise BadFile(f"{path.name}: no N-PORT report in it", "EDGAR's list of a series' filings",
                      "fetch it again")  # fmt: skip
    fund = str(options.get("fund", ""))
    schema = {"row": pl.UInt32, "code": pl.String, "date": pl.String, "name": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        scheme=pl.lit(f"{FORM} {fund}".strip()), symbol=pl.lit(fund)
    )
