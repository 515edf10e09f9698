"""Stooq's daily CSV: adjusted closes of another house, a second opinion on what a line returned.

Stooq adjusts prices for splits and for dividends, and does it anew with each dividend: its numbers are
never a price. `sync` keeps them as returns (each fetched part shares days with what is on file, so a
new adjustment is no correction); a file may also be kept as bars of the basis `split+dividend`. Price
indices pay nothing: their levels are bars.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

import polars as pl

from rotascope.catalog import Instrument
from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.requests import Needs, Request
from rotascope.providers.table import read_csv
from rotascope.providers.yahoo import trading, wanted_from
from rotascope.registry import provider, source

__all__ = ["is_stooq", "job", "plan", "read_stooq", "symbol_in"]

HOST = "stooq.com"
SPEC = DatasetSpec(
    "stooq", 45, "Stooq's closes, adjusted for splits and dividends by Stooq", "same session"
)
HEADERS = {
    ("Data", "Otwarcie", "Najwyzszy", "Najnizszy", "Zamkniecie", "Wolumen"),
    ("Date", "Open", "High", "Low", "Close", "Volume"),
}  # an index has no volume
COLUMNS = ("date", "open", "high", "low", "close", "volume")
INDICES = {"^GSPC": "^spx", "^NDX": "^ndx", "^IXIC": "^ndq"}
REFUSALS = ("Brak danych", "No data", "Exceeded the daily hits limit")
Part = Literal["bars", "returns"]


@source(
    "stooq",
    title="Stooq: daily closes, adjusted",
    hosts=(HOST,),
    terms="free for private use; it counts the requests of an address and stops answering for the day",
    order=25,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a line of the catalog that Stooq quotes, from where the store ends."""
    lines = [i for i in trading(needs) if i.kind != "index" or i.symbol in INDICES]
    return tuple(_request(needs, line) for line in lines)


def _request(needs: Needs, line: Instrument) -> Request:
    part: Part = "bars" if line.kind == "index" else "returns"
    start = wanted_from(needs, line, part, SPEC.name)
    query = {"s": INDICES.get(line.symbol, f"{line.symbol.lower()}.us"), "d1": f"{start:%Y%m%d}",
             "d2": f"{needs.until:%Y%m%d}", "i": "d"}  # fmt: skip
    manners = Manners(per_minute=10, seconds=20, tries=3, headers={"Accept": "text/csv"})
    return Request(line.symbol, f"https://{HOST}/q/d/l/?{urlencode(query)}",
                   (job(line.symbol, part),), manners, begins=(b"Dat",))  # fmt: skip


def job(symbol: str, part: Part) -> Job:
    """How a body or a file of `symbol` is read: as returns, or as bars that are no prices."""
    if part == "returns":
        return Job(SPEC, "returns", Path(), "", reader="stooq", constants={"symbol": symbol},
                   columns={"date": "date", "level": "close"})  # fmt: skip
    basis = "index" if symbol.startswith("^") else "split+dividend"
    return Job(SPEC, "bars", Path(), "", reader="stooq",
               constants={"symbol": symbol, "basis": basis},
               columns={name: name for name in COLUMNS})  # fmt: skip


def is_stooq(path: Path) -> bool:
    """Whether the file's header is Stooq's.

    The English one is also what plain files use: there the name must say whose prices they are.
    """
    with reading(path.name, "file"), path.open("rb") as stream:
        lines = stream.read(4096).decode("utf-8", errors="replace").lstrip("\ufeff").splitlines()
    head = next((line for line in lines if line.strip()), "")
    polish = head.startswith("Data,Otwarcie,")
    return polish or (_whole(head.split(",")) and symbol_in(path.name) != "")


def _whole(header: list[str]) -> bool:
    found = tuple(name.strip() for name in header)
    return any(found in (names, names[:-1]) for names in HEADERS)


def symbol_in(name: str) -> str:
    """The ticker in a file's name as Stooq gives it: spy_us_d.csv, stooq_brk-b_us_d.csv, ^spx_d.csv.

    Empty if it has another form.
    """
    found = re.fullmatch(r"(?:stooq_)?(\^?[a-z0-9-]{1,10})(_us)?_d(?: ?\(\d+\))?\.(?:csv|txt)",
                         name.lower())  # fmt: skip
    if found is None:
        return ""
    index = {theirs: ours for ours, theirs in INDICES.items()}
    return index.get(found[1], found[1].upper()) if found[2] or found[1][0] == "^" else ""


@provider("stooq")
def read_stooq(path: Path, **_: Any) -> pl.DataFrame:
    """date, open, high, low, close, volume as text, from Polish or English headers.

    Blank lines before the header are passed over. A sentence instead of a table (no data, too many
    requests today) is BadFile. The adjusted volume is rounded to whole shares.
    """
    with reading(path.name, "Stooq CSV"):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        lines = text.splitlines()
        skip = next((n for n, line in enumerate(lines) if line.strip()), 0)
        head = lines[skip].strip() if lines else ""
        if head.startswith(REFUSALS) or not head:
            raise BadFile(f"{path.name}: Stooq gave no prices ({head or 'an empty body'})",
                          "a table of prices", "check the symbol, or try tomorrow")  # fmt: skip
        header = tuple(name.strip() for name in head.split(","))
        if not _whole(list(header)):
            raise BadFile(f"{path.name}, row {skip + 1}: columns {head[:80]}",
                          "Date,Open,High,Low,Close,Volume, in English or Polish",
                          "name the right reader in the manifest")  # fmt: skip
        frame = read_csv(path, ",", skip, "utf-8-sig")
        return _named(frame)


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    columns = [name for name in frame.columns if name != "row"]
    named = frame.rename(dict(zip(columns, COLUMNS, strict=False)))
    if "volume" not in named.columns:
        return named.with_columns(volume=pl.lit(None, dtype=pl.String))
    whole = pl.col("volume").cast(pl.Float64, strict=False).round().cast(pl.Int64, strict=False)
    return named.with_columns(volume=pl.coalesce(whole.cast(pl.String), "volume"))
