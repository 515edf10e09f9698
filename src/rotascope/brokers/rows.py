"""The rows of a broker's file: cells by column name, numbers and days as brokers print them.

Money is summed in decimals. A row ends as exactly one thing: a move, an ignored row with its reason,
or an Issue with its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from rotascope.errors import BadFile
from rotascope.providers.limits import TEXT_ROWS
from rotascope.providers.sniff import Sniff
from rotascope.providers.text import Row, decoded, rows_of
from rotascope.terms import Book, Issue

__all__ = ["Format", "Ignored", "Unread", "cells", "day", "issue", "money", "rows", "us_line"]

NOTHING = ("", "-", "--", "n/a", "N/A")
PRINTED = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$")
CUSIP = re.compile(r"(?=.*\d)[0-9A-Z]{9}$")
DIGITS = 30


class Unread(ValueError):
    """A row that cannot be understood, in words: what it should have said."""


@dataclass(frozen=True, slots=True)
class Format:
    """One export of one broker: whether a file is such a one, and the book it makes."""

    name: str
    title: str
    matches: Callable[[Sniff], bool]
    read: Callable[[Sniff], Book]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that says nothing of positions or cash, and why."""

    reason: str


def rows(path: Path, separator: str = ",") -> list[Row]:
    """Every record of a text with its line. Raises BadFile, csv.Error."""
    text, _ = decoded(path)
    found = rows_of(text, separator, TEXT_ROWS + 1)
    if len(found) > TEXT_ROWS:
        raise BadFile(f"{path.name}: more than {TEXT_ROWS:,} rows", f"at most {TEXT_ROWS:,}",
                      "split it")  # fmt: skip
    return found


def cells(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """A row's cells by column; what is missing at its end is blank. More cells than columns is Unread."""
    if any(row[len(header) :]):
        raise Unread(f"at most {len(header)} cells")
    return dict(zip(header, [*row, *[""] * len(header)], strict=False))


def money(text: str, what: str = "a number") -> Decimal | None:
    """A printed number: $1,234.50, (3.20), -$5, 1E-4; None for a blank or a dash. Raises Unread.

    Grouped by commas, decimals after a point: the exports read with it print no other way.
    """
    plain = text.strip().replace("\u2212", "-")
    if plain in NOTHING:
        return None
    inside = re.fullmatch(r"\((.*)\)", plain)
    plain = inside[1] if inside else plain
    sign = -1 if inside else 1
    while plain[:1] in ("-", "+", "$"):
        sign, plain = (-sign if plain[0] == "-" else sign), plain[1:].lstrip()
    if not PRINTED.match(plain) or not any(c.isdigit() for c in plain) or len(plain) > DIGITS:
        raise Unread(f"{what} such as 1,234.50")
    return sign * Decimal(plain.replace(",", ""))


def day(text: str, *forms: str) -> date:
    """A printed day in one of the forms. Raises Unread."""
    for form in forms:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    raise Unread("a day such as " + date(2024, 3, 28).strftime(forms[0]))


def us_line(printed: str) -> dict[str, str]:
    """`symbol` for a ticker of a US broker, `code` for the CUSIP it prints where there is none.

    Contracts are Unread: a book holds shares and funds.
    """
    text = printed.strip().rstrip("*").strip()
    if not text:
        raise Unread("a symbol")
    if text.startswith("-") or re.search(r"\d{2}/\d{2}/\d{4}|\d{6}[CP]\d", text):
        raise Unread("shares or a fund: contracts are not read yet")
    return {"code": text} if CUSIP.match(text) else {"symbol": text}


def issue(
    source: str, row: int, expected: str, said: Mapping[str, str] | Sequence[str], key: str = ""
) -> Issue:
    """A row that was not understood, with its text."""
    original = json.dumps(
        dict(said) if isinstance(said, Mapping) else list(said), ensure_ascii=False
    )
    values = said.values() if isinstance(said, Mapping) else said
    observed = ", ".join(value for value in values if value)[:200]
    return Issue("book", row, key, "unread", "quarantine", expected, observed or "nothing", source,
                 original)  # fmt: skip
