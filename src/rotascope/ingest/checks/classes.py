"""Q23: share classes are lines of one issuer; nothing may count an issuer's total beside its lines."""

from __future__ import annotations

import polars as pl

from rotascope import catalog
from rotascope.ingest.findings import found

__all__ = ["counted_twice", "issuer_of"]

# Words that tell lines of one issuer apart, or say nothing about who it is.
CLASS = r"\b(?:CLASS|CL|SERIES|SER)\.?\s+[A-Z]\b|\b(?:NON[- ]?)?VOTING\b"
WORDS = (
    r"\b(?:INC|CORP|CORPORATION|CO|COM|COMPANY|LTD|LIMITED|PLC|THE|TOTAL|COMBINED|ISSUER"
    r"|ALL CLASSES|COMMON STOCK|COMMON)\b"
)
CLASSED = r"^[A-Z]{1,5}[./-][A-Z]$"
RELATIVE, PRINTED = 0.005, 0.00015  # half a percent; one and a half units of a printed 0.01 %
SUM = 0.005
REAL_MONEY = 1000.0


def issuer_of(symbol: pl.Expr, name: pl.Expr) -> pl.Expr:
    """A key that lines of one issuer share: the catalog's issuer, else the name without its class."""
    known = {line: _plain_text(issuer) for line, issuer in catalog.load().issuer_of.items()}
    spelt = symbol.str.strip_chars().str.to_uppercase().str.replace_all(r"[./]", "-")
    first = spelt.str.extract(r"^([A-Z0-9]+)", 1)
    listed = spelt.replace_strict(known, default=None, return_dtype=pl.String)
    # "GOOG/GOOGL": both classes in one symbol.
    both = first.replace_strict(known, default=None, return_dtype=pl.String)
    return pl.coalesce(listed, pl.when(symbol.str.contains(r"[/+&]")).then(both), _plain(name))


def _plain(name: pl.Expr) -> pl.Expr:
    text = name.fill_null("").str.to_uppercase().str.replace_all(CLASS, " ")
    return text.str.replace_all(WORDS, " ").str.replace_all(r"[^A-Z0-9]", "")


def _plain_text(name: str) -> str:
    return str(pl.select(_plain(pl.lit(name))).item())


def counted_twice(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Lines of a holdings file by which an issuer counts twice.

    One class alone is legal, and so are several. Held is a line that repeats the sum of an issuer's
    classes; and classes that each carry the issuer's whole weight or value, so that the file's
    weights exceed 100 % by it. Weights (fractions) as typed; a line without weight is not judged.
    """
    # A total without a ticker may pass for cash; contracts on a class are exposure, not a line of it.
    lines = frame.filter((pl.col("kind") != "derivative") & pl.col("weight").is_finite())
    if not lines.height:
        return []
    lines = _with_groups(lines)
    return [_totals(lines), _repeats(lines)]


GROUP = ("fund", "date", "issuer")


def _with_groups(lines: pl.DataFrame) -> pl.DataFrame:
    listed = list(catalog.load().issuer_of)
    spelt = pl.col("symbol").str.strip_chars().str.to_uppercase()
    classed = spelt.str.replace_all(r"[./]", "-").is_in(listed) | spelt.str.contains(CLASSED)
    classed |= pl.col("name").fill_null("").str.to_uppercase().str.contains(CLASS)
    lines = lines.with_columns(
        issuer=issuer_of(pl.col("symbol"), pl.col("name")), classed=classed.fill_null(value=False),
        excess=pl.col("weight").sum().over("fund", "date") - 1.0,
    )  # fmt: skip
    return lines.with_columns(
        lines=pl.len().over(GROUP), classes=pl.col("classed").sum().over(GROUP)
    ).filter((pl.col("lines") > 1) & (pl.col("issuer") != ""))


def _totals(lines: pl.DataFrame) -> pl.DataFrame:
    """A line that equals the sum of two or more classes of its issuer."""
    several = (pl.col("classes") - pl.col("classed").cast(pl.Int64)) >= 2
    bad = several & (pl.col("weight") > 0)
    for column, room in (("weight", PRINTED), ("market_value", 1.0), ("shares", 1.0)):
        own = pl.col(column)
        rest = own.sum().over(GROUP) - own
        near = (own - rest).abs() <= RELATIVE * own.abs() + room
        # Shares of another class count only where money is not printed.
        judged = own.is_not_null() if column != "shares" else pl.col("market_value").is_null()
        bad &= near | ~judged | own.is_null()
    said = pl.format("{} %, the sum of the other lines of {}",
                     (pl.col("weight") * 100).round(3), "issuer")  # fmt: skip
    return found(lines, bad, "Q23", "classes of an issuer, without a line for their total", said)


def _repeats(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of one issuer with the same weight or value, of which the file's sum can only hold one."""
    same = (*GROUP, "weight")
    told = lines.filter(pl.col("weight") > 0).with_columns(
        alike=pl.len().over(same),
        money=pl.col("classed") & (pl.col("market_value") > REAL_MONEY)
        & (pl.col("classed").sum().over(*GROUP, "market_value") > 1),
    )  # fmt: skip
    extra = (pl.col("alike") - 1) * pl.col("weight")
    too_much = (pl.col("excess") > SUM) & ((pl.col("excess") - extra).abs() <= SUM)
    bad = (pl.col("alike") > 1) & (pl.col("weight") > SUM) & too_much & (pl.col("classes") > 0)
    said = pl.format("{} % on each of several lines of {}",
                     (pl.col("weight") * 100).round(3), "issuer")  # fmt: skip
    return found(told, bad | pl.col("money"), "Q23", "for each class its own weight", said)
