"""How a column writes numbers and days: 1,234.56 or 1.234,56; 2024-03-28, 03/28/2024 or 28.03.2024.

A form is told from a whole column or not at all. Where the column can be read in two ways nothing is
guessed: a manifest has to say (`options = { decimal = ",", dates = "%d/%m/%Y" }`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import polars as pl

from rotascope.errors import BadFile

__all__ = ["DATES", "ISO", "Decimal", "dates_of", "day", "decimal_of", "number", "sign_of"]

Decimal = Literal["", ".", ","]
"""The sign before the fraction; '' = plain numbers, as a computer writes them."""
Told = Literal["plain", ".", ",", "point?", "comma?", "mixed"]

GAP = "['\u2019 \u00a0\u202f]"
POINT = rf"^(?:\d+|[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d{{0,2}}(?:{GAP}\d{{3}})+)?(?:\.\d*)?$"
COMMA = rf"^(?:\d+|[1-9]\d{{0,2}}(?:\.\d{{3}})+|[1-9]\d{{0,2}}(?:{GAP}\d{{3}})+)?(?:,\d*)?$"
ISO = "%Y-%m-%d"
DATES: tuple[str, ...] = (
    ISO, "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%m/%d/%Y",
    "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%B %d, %Y",
)  # fmt: skip
"""Forms of a day that are looked for; the first that fits every day of a column is taken."""
TWINS = {"%m/%d/%Y": "%d/%m/%Y", "%m-%d-%Y": "%d-%m-%Y"}
"""Month first and day first: a column that both fit is asked about."""


def _bare(cell: pl.Expr) -> pl.Expr:
    """The digits and separators of a printed number, without sign, brackets, dollar, percent."""
    text = cell.str.strip_chars().str.replace_all("\u2212", "-").str.strip_suffix("%")
    text = text.str.replace(r"^\((.*)\)$", "$1").str.strip_suffix("%").str.replace(r"^[-+]", "")
    return text.str.strip_chars().str.strip_prefix("$").str.replace(r"^[-+]", "").str.strip_chars()


def sign_of(column: pl.Series) -> Told:
    """What the cells that look like numbers say of the column; the others have no voice.

    `point?`: every cell that could be read in two ways is like 1.234; `comma?`: like 1,234. `mixed`:
    some cells can only be read with a point and others only with a comma.
    """
    if not _odd(column):
        return "plain"
    bare = column.to_frame("x").select(_bare(pl.col("x")).alias("x"))
    digits = pl.col("x").str.contains(r"\d")
    made = bare.select(
        point=digits & pl.col("x").str.contains(POINT),
        comma=digits & pl.col("x").str.contains(COMMA),
        dot=pl.col("x").str.contains(".", literal=True),
        tick=pl.col("x").str.contains(",", literal=True),
    )
    # Series by series: planning one query for it all takes longer than the columns do.
    points, commas, dot, tick = made.get_columns()
    both = points & commas
    point, comma = (points & ~commas).any(), (commas & ~points).any()
    dots, ticks = (both & dot).any(), (both & tick).any()
    if point or comma:
        return "mixed" if point and comma else "." if point else ","
    if dots and ticks:
        return "mixed"
    return "point?" if dots else "comma?" if ticks else "plain"


def _odd(column: pl.Series) -> bool:
    """Whether any filled cell is no whole number: only such cells say something of signs."""
    filled = column.drop_nulls()
    whole = filled.filter(filled != "").cast(pl.Int64, strict=False)
    return bool(whole.is_null().any())


def decimal_of(columns: Mapping[str, pl.Series], whole: Iterable[str], source: str) -> Decimal:
    """The decimal sign of a file, from its columns of numbers; '' if all of them are plain.

    `whole`: columns of whole numbers, where 1,234 can only be 1234 (and 1.234 too, in a file of
    decimal commas). Raises BadFile where a column can be read in two ways and no other settles it.
    """
    told = {name: sign_of(column) for name, column in columns.items()}
    whole = frozenset(whole)
    told |= {name: "." for name in whole if told.get(name) == "comma?"}
    points, commas = "." in told.values(), "," in told.values()
    if (points and commas) or "mixed" in told.values():
        return ""  # no form fits: what is no plain number is held, row by row, and says so
    open_to = [name for name, sign in told.items() if sign == "comma?"]
    if open_to and not (points or commas):
        raise _ambiguous(source, open_to[0], columns[open_to[0]], ",")
    dotted = [name for name, sign in told.items() if sign == "point?" and name not in whole]
    if commas and dotted:
        raise _ambiguous(source, dotted[0], columns[dotted[0]], ".")
    if commas:
        return ","
    strange = any(_strange(columns[name]) for name, sign in told.items() if sign in (".", "plain"))
    return "." if strange or open_to else ""


def _strange(column: pl.Series) -> bool:
    """Whether a column read with a point needs more than a plain reading: groups, brackets, signs."""
    bare = column.to_frame("x").select(text=pl.col("x").str.strip_chars(), bare=_bare(pl.col("x")))
    read = (pl.col("bare") != "") & pl.col("bare").str.contains(POINT)
    plain = pl.col("text").cast(pl.Float64, strict=False).is_not_null()
    return bool(bare.select((read & ~plain).any()).item())


def _ambiguous(source: str, name: str, column: pl.Series, sign: str) -> BadFile:
    example = column.filter(column.str.contains(sign, literal=True))[0]
    return BadFile(
        f"{source}: '{example}' in column '{name}' can be read in two ways",
        "one number in the file that shows which sign is the decimal one",
        'a manifest with options = { decimal = "," } or { decimal = "." }',
    )


def number(cell: pl.Expr, decimal: Decimal, *, percent: bool = False) -> pl.Expr:
    """Text as plain numbers, still text; what does not fit the form stays as it is.

    (1.5) is -1.5. A percent sign is taken off only if `percent`: the unit is the mapping's matter.
    """
    if not decimal:
        return cell
    bare = _bare(cell)
    fits = bare.str.contains(POINT if decimal == "." else COMMA) & bare.str.contains(r"\d")
    if not percent:
        fits &= ~cell.str.contains("%", literal=True)
    plain = bare.str.replace_all(f"[{'.' if decimal == ',' else ','}]|{GAP}", "")
    plain = plain.str.replace(",", ".", literal=True)
    text = cell.str.strip_chars().str.replace_all("\u2212", "-")
    negative = text.str.contains(r"^\(.*\)%?$|^\$?-")
    signed = pl.when(negative).then(pl.lit("-") + plain).otherwise(plain)
    return pl.when(fits).then(signed).otherwise(cell)


def day(cell: pl.Expr, form: str) -> pl.Expr:
    """Text as days in one form; null where it does not fit."""
    text = cell.str.strip_chars()
    # A parser would take 24 for the year 24, and find a day in more digits than eight.
    whole = r"^\d{8}$" if form == "%Y%m%d" else r"\d{4}"
    return pl.when(text.str.contains(whole)).then(text).str.to_date(form, strict=False)


def dates_of(columns: Mapping[str, pl.Series], source: str) -> str:
    """The form of a file's days, from its columns of days; ISO if none is told.

    Cells that are no day in any form have no voice. Raises BadFile where month first and day first
    both fit every cell.
    """
    cells = pl.concat(
        [c.drop_nulls().str.strip_chars() for c in columns.values()] or [pl.Series([""])]
    )
    cells = cells.filter(cells != "").unique()
    frame = cells.to_frame("x")
    read = {form: frame.select(day(pl.col("x"), form)).to_series().is_not_null() for form in DATES}
    days = pl.repeat(False, len(cells), dtype=pl.Boolean, eager=True)
    for fits in read.values():
        days |= fits
    full = [form for form in DATES if days.any() and (read[form] | ~days).all()]
    if not full:
        return ISO
    if TWINS.get(full[0], "") in full:
        raise BadFile(
            f"{source}: '{cells.filter(days)[0]}' can be month first or day first",
            "a day after the 12th somewhere in the file",
            f'a manifest with options = {{ dates = "{full[0]}" }} or "{TWINS[full[0]]}"',
        )
    return full[0]
