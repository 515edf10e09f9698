"""Numbers and days as fund issuers print them: dashes for nothing, thousands, percent signs, month names.

Only what is printed by the rules is tidied; anything else stays as it was, so that the gate holds it
with its original text instead of reading another number into it.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers import forms

__all__ = ["iso_day", "nothing", "number", "printed_day"]

NOTHING = ("", "-", "--", "\N{EM DASH}", "N/A", "n/a")
DAYS = ("%Y-%m-%d", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d %b %Y",
        "%d %B %Y")  # fmt: skip


def nothing(column: str) -> pl.Expr:
    """True where a cell says that there is no value: blank, a dash, N/A."""
    return pl.col(column).is_null() | pl.col(column).str.strip_chars().is_in(NOTHING)


def number(column: str, decimal: forms.Decimal = ".") -> pl.Expr:
    """A printed number as text that parses (1,234.5, 5.53%, (3.00)); null where the cell says none."""
    return pl.when(~nothing(column)).then(forms.number(pl.col(column), decimal, percent=True))


def iso_day(column: str, printed: str) -> pl.Expr:
    """A column of days printed as `printed` (%m/%d/%Y) in ISO form; what is none stays as it is."""
    day = forms.day(pl.col(column), printed)
    return pl.coalesce(day.dt.to_string("%Y-%m-%d"), pl.col(column))


def printed_day(text: str, source: str) -> date | None:
    """A stamp such as 'Apr 10, 2026', '10-Apr-2026' or 2026-04-10; None for a dash or nothing.

    Raises BadFile for anything else: a file whose day cannot be read is not undated.
    """
    text = text.strip().strip('"')
    if text in NOTHING:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    raise BadFile(f"{source}: its stamp '{text[:40]}' is no day", "a day like 'Apr 10, 2026'",
                  "fetch or export the file again")  # fmt: skip
