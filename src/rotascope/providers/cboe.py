"""CBOE's delayed option chain, as the site hands it out: calls on the left, puts on the right."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading, with_rows
from rotascope.providers.moments import known_after
from rotascope.registry import provider

__all__ = ["is_chain", "read_chain"]

SIDE = ("last", "net", "bid", "ask", "volume", "iv", "delta", "gamma", "open_interest")
WIDE = [
    "expiry",
    "C",
    *(f"C.{name}" for name in SIDE),
    "strike",
    "P",
    *(f"P.{name}" for name in SIDE),
]
STAMP = re.compile(r"Date: (\w+ \d+, \d{4}) at (\d+:\d+ [AP]M)")


def _head(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        return [stream.readline() for _ in range(5)]


def is_chain(path: Path) -> bool:
    """Whether the file begins like such a chain."""
    with reading(path.name, "text file"):
        head = _head(path)
    return any("Expiration Date,Calls,Last Sale" in line for line in head)


def _moment(head: list[str], source: str) -> datetime:
    found = next((m for m in (STAMP.search(line) for line in head) if m), None)
    if found is None:
        raise BadFile(f"{source}: no line 'Date: <month> <day>, <year> at <time>'",
                      "a CBOE quote file with its preamble", "download it again")  # fmt: skip
    return datetime.strptime(" ".join(found.groups()), "%B %d, %Y %I:%M %p")  # noqa: DTZ007 - New York


def _root(code: str | None) -> str:
    return re.sub(r"\d{6}[CP]\d{8}$", "", code or "")


@provider("cboe")
def read_chain(path: Path, **_: Any) -> pl.DataFrame:
    """One row an option: underlying, date, expiry, strike, right (C or P), quotes, known_at.

    A vendor's implied volatility of 0 (expiry day, deep in the money) is no answer: null.
    """
    head = _head(path)
    at = next((n for n, line in enumerate(head) if line.startswith("Expiration Date")), None)
    if at is None:
        raise BadFile(f"{path.name}: no header 'Expiration Date,Calls,...'",
                      "a CBOE quote file", "name the right reader in the manifest")  # fmt: skip
    spot = re.search(r"Last: ([\d.]+)", "".join(head))
    with reading(path.name, "CBOE quote file"):
        moment = _moment(head, path.name)
        known = known_after(moment)
        wide = pl.read_csv(path, skip_lines=at + 1, has_header=False, infer_schema=False)
        wide.columns = WIDE
    wide = with_rows(wide, at + 2)
    root = _root(wide["C"][0])
    sides = [
        wide.select("row", "expiry", "strike", right=pl.lit(side),
                    **{name: pl.col(f"{side}.{name}") for name in SIDE if name != "net"})
        for side in ("C", "P")
    ]  # fmt: skip
    zero = pl.col("iv").cast(pl.Float64, strict=False) == 0.0
    return pl.concat(sides).with_columns(
        underlying=pl.lit(root),
        date=pl.lit(moment.date()),
        known_at=pl.lit(known),
        spot=pl.lit(spot.group(1) if spot else None, dtype=pl.String),
        expiry=pl.col("expiry").str.to_date("%a %b %d %Y", strict=False),
        iv=pl.when(zero).then(None).otherwise(pl.col("iv")),
    )
