"""Q26: what is held by contract says its notional and its dealer, and is no equity line."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["contract_lines", "looks_like_a_contract", "not_equity"]

# Roundhill prints a swap's symbol as the underlying's CUSIP, TRS, the last day and the dealer:
# "595112103 TRS 050427 NM". TRS alone is a ticker (TriMas), and a company may be called Future.
CODE = r"^[0-9A-Z]{8}[0-9] (?:TRS|SWAP|FWD|CFD)\b"
NAME = r"\b(?:SWAPS?|TRS|FUT|FUTURES|E-?MINI|FORWARD CONTRACT|FWD|CFD)\b|\bFUTURE\b.*\d{2}"
OVER_THE_COUNTER = ("swap", "forward")


def looks_like_a_contract(symbol: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Whether a line's printed symbol or name is a swap's, a future's or a forward's."""
    upper = name.fill_null("").str.to_uppercase()
    coded = symbol.fill_null("").str.strip_chars().str.to_uppercase()
    named = upper.str.contains(NAME) | coded.str.contains(r"\bSWAP\b")
    return coded.str.contains(CODE) | named


def not_equity(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Lines of a holdings file that are contracts by their name and shares by their kind."""
    contract = looks_like_a_contract(pl.col("symbol"), pl.col("name"))
    said = pl.format("kind {} for {}", "kind", pl.coalesce("name", "symbol"))
    bad = contract & (pl.col("kind") == "equity")
    return [found(frame, bad, "Q26", "kind derivative for a swap or a future", said)]


def contract_lines(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows of `derivatives` without a notional; swaps and forwards without the dealer who owes them.

    A future and a listed option are owed by a clearing house: they need no dealer.
    """
    kind = pl.col("kind").str.to_lowercase()
    dealt = kind.is_in(OVER_THE_COUNTER) & (
        pl.col("counterparty").fill_null("").str.strip_chars() == ""
    )
    known = kind.is_in([*OVER_THE_COUNTER, "future", "option"])
    return [
        found(frame, ~known, "Q26", "kind swap, future, forward or option", pl.col("kind")),
        found(frame, pl.col("notional").is_null(), "Q26", "a notional", pl.lit("nothing")),
        found(frame, dealt, "Q26", "a counterparty", pl.lit("nothing")),
    ]  # fmt: skip
