"""The SEC's EDGAR: who has which CIK, and the facts the seven filed.

EDGAR asks every program to name somebody it can write to, and for at most ten requests a second; no
request leaves without an address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile, NoAnswer
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["HOSTS", "SPEC", "TERMS", "facts_job", "read_sec_tickers", "sec_manners", "sec_source",
           "ticker_list"]  # fmt: skip

HOSTS = ("www.sec.gov", "data.sec.gov")
TERMS = "SEC: free to use; asks for an address to write to, and at most 10 requests a second."
FACTS = "https://data.sec.gov/api/xbrl/companyfacts/CIK{cik}.json"
LARGEST = 64_000_000
SPEC = DatasetSpec(
    "sec", 10, "companyfacts as filed; the hour is unknown, so known the session after the filing day",
    "in file, next session",
)  # fmt: skip


@source("sec", title="SEC: tickers and company facts", hosts=HOSTS, terms=TERMS, order=10)
def sec_source(needs: Needs) -> tuple[Request, ...]:
    """The list of tickers and CIKs, then everything the seven reported as numbers.

    Raises NoAnswer without an address the SEC can write to (ROTASCOPE_CONTACT).
    """
    manners = sec_manners(needs)
    asked = [ticker_list("tickers", "company_tickers.json", needs, SPEC, manners)]
    codes = needs.on_file.codes("CIK")
    for symbol in needs.catalog.baskets["MAG7"].symbols:
        if symbol in codes:
            cik = codes[symbol]
            asked.append(
                Request(f"CIK{cik}", FACTS.format(cik=cik), (facts_job("companyfacts"),), manners,
                        begins=(b'{"cik"',), every=5)
            )  # fmt: skip
    return tuple(asked)


def facts_job(reader: str, options: Mapping[str, Any] | None = None) -> Job:
    """How a body of facts becomes the table."""
    return Job(SPEC, "facts", Path(), "", reader=reader, known=SPEC.known, options=options or {})


def sec_manners(needs: Needs) -> Manners:
    """Half of what the SEC allows a second, with the user's address as it asks.

    Raises NoAnswer where none is configured.
    """
    contact = needs.keys.get("contact", "").strip()
    if "@" not in contact or not contact.isprintable():
        raise NoAnswer("the SEC answers only programs that name an e-mail address to write to",
                       "ROTASCOPE_CONTACT set to yours",
                       "ROTASCOPE_CONTACT=you@example.org rotascope sync")  # fmt: skip
    agent = {"User-Agent": f"Rotascope {contact}"}
    return Manners(per_minute=300, seconds=60, cap=LARGEST, wire=LARGEST, headers=agent)


def ticker_list(
    name: str, file: str, needs: Needs, spec: DatasetSpec, manners: Manners,
    symbols: tuple[str, ...] = (),
) -> Request:  # fmt: skip
    """One of EDGAR's lists of tickers, dated the session it was asked for: the lists say no day."""
    job = Job(
        spec, "identifiers", Path(), "", reader="sec_tickers", constants={"date": needs.until},
        options={"symbols": list(symbols)} if symbols else {},
    )  # fmt: skip
    url = f"https://www.sec.gov/files/{file}"
    return Request(name, url, (job,), manners, begins=(b"{",), every=20)


@provider("sec_tickers")
def read_sec_tickers(path: Path, **options: Any) -> pl.DataFrame:
    """One row a ticker: code, scheme, symbol, name, from any of EDGAR's lists of tickers.

    CIK of companies (10 digits; one for all share classes), SERIES of funds. `symbols` keeps those named.
    The lists say no day: the job gives one.
    """
    with reading(path.name, "list of SEC tickers"):
        rows = list(_rows(json.loads(path.read_bytes().decode("utf-8-sig"))))
        names = ("code", "scheme", "symbol", "name")
        frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    if not rows:
        raise BadFile(f"{path.name}: no ticker in it", "company_tickers.json", "fetch it again")
    frame = frame.with_row_index("row", offset=1)
    kept = options.get("symbols")
    return frame.filter(pl.col("symbol").is_in(kept)) if kept else frame


Ticker = tuple[str, str, str, str | None]


def _rows(document: Any) -> Iterator[Ticker]:
    """company_tickers.json numbers its rows; its sisters have `fields` and `data`."""
    if "fields" in document:
        rows = [dict(zip(document["fields"], cells, strict=True)) for cells in document["data"]]
    else:
        rows = list(document.values())
    for row in rows:
        symbol = row.get("ticker") or row.get("symbol")
        if not symbol:
            continue
        if row.get("seriesId"):
            yield str(row["seriesId"]), "SERIES", str(symbol), None
        else:
            cik = int(row["cik_str"] if "cik_str" in row else row["cik"])
            yield f"{cik:010d}", "CIK", str(symbol), row.get("title") or row.get("name")
