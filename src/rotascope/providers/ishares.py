"""iShares' holdings CSV as the site hands it out, with its preamble or without."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading, with_rows
from rotascope.registry import provider

__all__ = ["NUMBER", "is_ishares", "read_ishares"]

HEADER = ("Ticker", "Name", "Sector", "Asset Class", "Market Value", "Weight (%)")
KINDS = {
    "Equity": "equity",
    "Cash": "cash",
    "Money Market": "cash",
    "Cash Collateral and Margins": "cash",
    "Futures": "derivative",
    "Forwards": "derivative",
    "FX": "derivative",
    "Swaps": "derivative",
}


def NUMBER(column: str) -> pl.Expr:  # noqa: N802 - reads as a type in the frames below
    """A printed number without its thousands separators; '-' and blank are nothing."""
    text = pl.col(column).str.replace_all(",", "").str.strip_chars()
    return pl.when(text.is_in(["", "-", "--"])).then(None).otherwise(text)


def _lines(path: Path) -> list[list[str]]:
    with reading(path.name, "UTF-8 text file"):
        text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def _header_at(lines: list[list[str]]) -> int | None:
    for at, fields in enumerate(lines[:30]):
        if tuple(fields[: len(HEADER)]) == HEADER:
            return at
    return None


def is_ishares(path: Path) -> str | None:
    """The fund's name if the file is such a file ('' when it has no preamble), else None."""
    try:
        lines = _lines(path)
    except BadFile:
        return None
    at = _header_at(lines)
    if at is None:
        return None
    return lines[0][0].strip() if at > 0 and lines[0] else ""


def _stamp(lines: list[list[str]], source: str) -> date | None:
    for fields in lines:
        if fields and fields[0].startswith("Fund Holdings as of"):
            with reading(source, "iShares file: its stamp is no date"):
                return datetime.strptime(fields[1], "%b %d, %Y").date()  # noqa: DTZ007 - a calendar day
    return None


@provider("ishares")
def read_ishares(path: Path, **_: Any) -> pl.DataFrame:
    """One row a holding: date (null if the file is undated), line, symbol, name, weight in percent.

    Lines without a ticker (private placements, warrants) carry their name as symbol, so that they
    stay apart. `kind` is equity, cash, derivative or other.
    """
    lines = _lines(path)
    at = _header_at(lines)
    if at is None:
        raise BadFile(f"{path.name}: no header 'Ticker,Name,Sector,...' in its first 30 rows",
                      "an iShares holdings CSV", "name the right reader in the manifest")  # fmt: skip
    header = ["Shares" if name == "Quantity" else name for name in lines[at]]
    body = [fields for fields in lines[at + 1 :] if len(fields) == len(header)]
    if not body:
        raise BadFile(
            f"{path.name}: a header and no holdings", "at least one line", "fetch it again"
        )
    raw = pl.DataFrame(dict(zip(header, zip(*body, strict=True), strict=True)))
    return with_rows(raw, at + 2).select(
        "row",
        date=pl.lit(_stamp(lines[:at], path.name), dtype=pl.Date),
        line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        symbol=pl.when(pl.col("Ticker").is_in(["-", ""]))
        .then(pl.col("Name"))
        .otherwise(pl.col("Ticker")),
        name="Name",
        weight=NUMBER("Weight (%)"),
        shares=NUMBER("Shares"),
        market_value=NUMBER("Market Value"),
        kind=pl.col("Asset Class").replace_strict(KINDS, default="other"),
        sector="Sector",
    )
