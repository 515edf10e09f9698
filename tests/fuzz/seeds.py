"""Small sound files of every kind: what the damage begins with. Invented numbers, real formats."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

__all__ = ["SEEDS", "every"]

BODIES = Path(__file__).resolve().parents[1] / "replay" / "bodies"
BROKERS = Path(__file__).resolve().parents[1] / "brokers" / "files"


def _bodies(*patterns: str) -> list[bytes]:
    """Bodies of the replay server, cut to what damage can still matter in."""
    found = sorted(path for pattern in patterns for path in BODIES.glob(pattern) if path.is_file())
    return [_short(path.read_bytes()) for path in found]


def _short(body: bytes) -> bytes:
    """Text by whole lines up to 6 kB; what is one structure stays whole."""
    if len(body) <= 6_000 or body.lstrip()[:1] in (b"{", b"<", b"P"):
        return body
    return body[: body.rfind(b"\n", 0, 6_000) + 1]


def _workbook(frame: pl.DataFrame) -> bytes:
    into = io.BytesIO()
    frame.write_excel(into)
    return into.getvalue()


def _parquet(frame: pl.DataFrame) -> bytes:
    into = io.BytesIO()
    frame.write_parquet(into)
    return into.getvalue()


def _sheets(**named: pl.DataFrame) -> bytes:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        for name, frame in named.items():
            frame.write_excel(book, worksheet=name.removeprefix("_"))
    return into.getvalue()


def _archive(**named: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(f"{name}.json", content)
    return into.getvalue()


PRICES = pl.DataFrame(
    {"symbol": ["IWM", "SPY"], "date": ["2024-01-02"] * 2, "close": [199.5, 470.25]}
)
TABLES = [
    b"symbol,date,close,volume\nIWM,2024-01-02,199.50,1000\nSPY,2024-01-02,470.25,\n",
    b"symbol;date;close\nIWM;02.01.2024;1.199,50\nSPY;03.01.2024;470,25\n",
    b'\xef\xbb\xbf"symbol","date","adj_close"\n"IWM","2024-01-02","1,199.50"\n',
    _workbook(PRICES),
    _parquet(PRICES),
]
VINTAGES = _sheets(
    _2014m1=pl.DataFrame({"observation": ["2013Q3", "2013Q4"], "GDP": [16900.1, 17000.2]}),
    _2014m4=pl.DataFrame({"observation": ["2013Q3", "2013Q4"], "GDP": [16901.0, 17001.0]}),
)
SURVEY = _sheets(NGDP=pl.DataFrame({"YEAR": [2014, 2014], "QUARTER": [1, 2], "NGDP1": [5.1, 4.2]}))
POINT = {"end": "2024-09-28", "val": 1.5, "accn": "1", "fy": 2024, "fp": "FY", "form": "10-K"}
POINT |= {"start": "2023-10-01", "filed": "2024-11-01"}
FACTS = json.dumps(
    {"cik": 320193, "facts": {"us-gaap": {"Assets": {"units": {"USD": [POINT, POINT]}}}}}
).encode()
CHAIN = (
    b"\nTest Inc,Last: 100.5,Change: 1.0\n"
    b'"Date: January 6, 2025 at 11:24 AM EST",Bid: 100.4,Ask: 100.6,Size: 2*4,Volume: 100\n'
    b"Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,Puts,"
    b"Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n"
    b"Fri Jan 10 2025,TST250110C00100000,1.5,0.1,1.4,1.6,10,0.35,0.52,0.04,100,100.00,"
    b"TST250110P00100000,1.1,-0.1,1.0,1.2,12,0.36,-0.48,0.04,90\n"
)
TICKERS = b'{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."}}'
SEEDS: dict[str, tuple[list[bytes], dict[str, Any]]] = {
    "alfred": (_bodies("api.stlouisfed.org/**/*"), {"series": "GDP"}),
    "calendar_json": ([b'[{"symbol":"A","reportDate":"2026-01-05","estimate":"1.2"}]'], {}),
    "cboe": ([CHAIN], {}),
    "cboe_json": (_bodies("cdn.cboe.com/**/*"), {}),
    "changes": ([b'date,add,remove\n2019-06-03,"CTVA,DD","FLR,DWDP"\n2019-06-07,"AMCR",\n'], {}),
    "companyfacts": ([FACTS], {}),
    "constituents": ([b"Symbol,Security,CIK\nMMM,3M,66740\nAOS,A. O. Smith,91142\n"], {}),
    "fed": (_bodies("www.federalreserve.gov/**/*"), {}),
    "fred": (_bodies("fred.stlouisfed.org/**/*"), {}),
    "ishares": (_bodies("www.ishares.com/**/*"), {}),
    "ishares_fund": (_bodies("www.ishares.com/**/*"), {}),
    "labels": ([b"S No.,Title,Decisions,Words\n1,\"A rises, B falls\",\"{'A': 'positive', 'B': "
                b"'negative'}\",4\n2,C,{'C': 'neutral'},1\n"], {}),
    "meetings": ([b"date\n2024-01-31\n2024-03-20\n"], {}),
    "membership": ([b"ticker,start_date,end_date\nA,2000-06-05,\nAAL,2015-03-23,2024-09-23\n"], {}),
    "news": (_bodies("news.example/*", "filings.example/*"), {}),
    "nport": (_bodies("www.sec.gov/Archives/**/*.xml"), {}),
    "nport_contracts": (_bodies("www.sec.gov/Archives/**/*.xml"), {}),
    "nport_fund": (_bodies("www.sec.gov/Archives/**/*.xml"), {}),
    "nport_list": (_bodies("www.sec.gov/cgi-bin/*"), {}),
    "portfolios": ([b"date,a,b\n2024-02-01,0.1,0.2\n2024-03-01,-0.02,\n"], {"lines": {"S": ["a", "b"]}}),
    "recessions": ([b"peak,trough\n2007-12-01,2009-06-01\n1953-07-01,1954-05-01\n"], {}),
    "roundhill": (_bodies("www.roundhillinvestments.com/**/*.csv"), {}),
    "roundhill_fund": (_bodies("www.roundhillinvestments.com/**/*.csv"), {}),
    "roundhill_swaps": (_bodies("www.roundhillinvestments.com/**/*.csv"), {}),
    "sec_bulk": ([_archive(CIK0000320193=FACTS)], {"ciks": ["CIK0000320193"]}),
    "sec_tickers": ([TICKERS], {}),
    "spdr": (_bodies("www.ssga.com/**/*.xlsx"), {}),
    "spf": ([SURVEY], {}),
    "stooq": (_bodies("stooq.com/**/*"), {}),
    "table": (TABLES, {}),
    "treasury": (_bodies("home.treasury.gov/**/*"), {}),
    "vintages": ([VINTAGES], {}),
    "yahoo": (_bodies("query1.finance.yahoo.com/**/*"), {}),
    "yahoo:actions": (_bodies("query1.finance.yahoo.com/**/*"), {"part": "actions"}),
}  # fmt: skip


def every(family: str) -> list[bytes]:
    """All seeds; for books the brokers' files first."""
    files = [path.read_bytes()[:6_000] for path in sorted(BROKERS.rglob("*.csv"))]
    others = [seed for seeds, _ in SEEDS.values() for seed in seeds]
    return files * 10 + others if family == "book" else others + files
