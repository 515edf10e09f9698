"""Which broker's export a file is, told by its content; and the book it makes."""

from __future__ import annotations

from pathlib import Path

from rotascope.brokers.fidelity import FORMATS as FIDELITY
from rotascope.brokers.ibkr_flex import FORMATS as FLEX
from rotascope.brokers.ibkr_history import HISTORY
from rotascope.brokers.ibkr_statement import STATEMENT
from rotascope.brokers.plain import PLAIN
from rotascope.brokers.rows import Format
from rotascope.brokers.saxo import TRANSACTIONS as SAXO
from rotascope.brokers.schwab import TRANSACTIONS as SCHWAB
from rotascope.brokers.schwab_positions import POSITIONS as SCHWAB_POSITIONS
from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.sniff import Sniff, sniff
from rotascope.terms import Book

__all__ = ["FORMATS", "read", "which"]

FORMATS: tuple[Format, ...] = (
    HISTORY, STATEMENT, *FLEX, SCHWAB, SCHWAB_POSITIONS, *FIDELITY, SAXO, PLAIN,
)  # fmt: skip
"""The most particular ones first: the plain table is what is left."""


def which(seen: Sniff) -> Format | None:
    """The format of a file whose head was looked at; None for a file of no broker we know."""
    return next((one for one in FORMATS if one.matches(seen)), None)


def read(path: Path) -> Book:
    """The book of a file. Raises BadFile for one of no broker, or one that cannot be read."""
    seen = sniff(path)
    found = which(seen)
    if found is None:
        shown = ", ".join(seen.header[:12])
        raise BadFile(
            f"{path.name}: no broker's export that is known ({shown or seen.kind})",
            "Interactive Brokers, Schwab, Fidelity, Saxo, or a table symbol, quantity[, price]",
            "docs/files.md lists the exports; rename the columns to symbol and quantity",
        )
    with reading(path.name, found.title):
        return found.read(seen)
