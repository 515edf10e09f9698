"""Who a fund is made of, by its holdings files: the largest issuers, the largest lines, file by file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["FileShares", "Holder", "Holders"]


@dataclass(frozen=True, slots=True)
class Holder:
    """One issuer, or one line, of a file: its symbols, its weight, and its weight in the file before.

    Weights are fractions of net assets as printed. `before` is None where no earlier file is known, or
    where the earlier one does not hold it.
    """

    name: str
    symbols: tuple[str, ...]
    weight: float
    before: float | None


@dataclass(frozen=True, slots=True)
class FileShares:
    """How concentrated one file is. `day` is its stamp, `known_at` the day from which a reader had it.

    `issuers` and `lines` are the weights of the ten largest; `hhi` is by issuer, in points of 10,000;
    `equal` how many equal issuers would be as concentrated, of `held`.
    """

    day: date
    known_at: date
    issuers: float
    lines: float
    hhi: float
    equal: float
    held: int


@dataclass(frozen=True, slots=True)
class Holders:
    """The largest of a fund as of a date, and what its files say, oldest first.

    `stale` where the newest file is older than signals of concentration accept; `finding` is the newest
    file in a sentence. Without a file `files` is empty and `reason` says why.
    """

    fund: str
    role: str
    as_of: date
    age_sessions: int
    stale: bool
    finding: str
    issuers: tuple[Holder, ...]
    lines: tuple[Holder, ...]
    files: tuple[FileShares, ...]
    key: str
    reason: str = ""
