"""Imports as the ledger remembers them: each file a batch of its own, many of them one entry.

A year of daily syncs is tens of thousands of batches. They are kept in few bytes, and made into objects
only when somebody asks for them: whoever only reads the tables never does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rotascope.errors import BadArgument, IntegrityError

__all__ = ["Batch", "Imports", "agreeing", "batch_body", "batches_of", "together"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One import of one source into one table and dataset.

    `sha256` is of the source's bytes and `mapping` a digest of how they were read: together they
    make an import idempotent, so `mapping` must differ between two tables fed by one file.
    rows_in = accepted + unchanged + quarantined.
    """

    id: str
    table: str
    dataset: str
    source: str
    sha256: str
    mapping: str
    rows_in: int
    accepted: int
    quarantined: int
    unchanged: int


def together(batches: Sequence[Batch]) -> Batch:
    """What stands for several imports into one table that were kept as one version: their sums.

    Its id is a digest of theirs, so the same imports together are the same batch; it has no bytes of
    its own to be known by.
    """
    if len(batches) == 1:
        return batches[0]
    first = batches[0]
    name = hashlib.sha256(" ".join(batch.id for batch in batches).encode()).hexdigest()[:32]
    sums = (
        sum(getattr(batch, count) for batch in batches)
        for count in ("rows_in", "accepted", "quarantined", "unchanged")
    )
    source = f"{first.source} and {len(batches) - 1} more"
    return Batch(name, first.table, first.dataset, source, "", "", *sums)


def agreeing(table: str, rows: int, batches: Sequence[Batch]) -> Sequence[Batch]:
    """The batches, once all are for this table and, where they are several, their rows add up."""
    for batch in batches:
        if batch.table != table:
            raise BadArgument(f"batch for '{batch.table}' appended to '{table}'", "one table")
    accepted = sum(batch.accepted for batch in batches)
    if len(batches) > 1 and accepted != rows:
        what = f"{rows} rows given for {len(batches)} imports that accepted {accepted}"
        raise IntegrityError(what, "their sum", "reporting this as a bug")
    return batches


def batch_body(batches: Sequence[Batch]) -> dict[str, Any]:
    """What a ledger entry says of imports: the batch, or their sum and each part in few words."""
    body: dict[str, Any] = {"batch": asdict(together(batches))}
    if len(batches) > 1:
        body["parts"] = [
            [b.id, b.source, b.sha256, b.mapping, b.rows_in, b.accepted, b.quarantined, b.unchanged]
            for b in batches
        ]
    return body


def batches_of(body: Mapping[str, Any]) -> list[Batch]:
    """The imports that an entry's body speaks of."""
    whole = Batch(**body["batch"])
    parts = body.get("parts")
    if not parts:
        return [whole]
    return [
        Batch(name, whole.table, whole.dataset, source, sha256, mapping, *counts)
        for name, source, sha256, mapping, *counts in parts
    ]


class Imports(Mapping[str, Batch]):
    """Imports in force by id, in order; made from the entries' bodies when first asked for.

    Imports that were kept together are listed one by one, never as their sum.
    """

    def __init__(self) -> None:
        self._waiting: list[Mapping[str, Any]] = []
        self._made: dict[str, Batch] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._read: dict[tuple[str, str], str] = {}

    def add(self, body: Mapping[str, Any]) -> None:
        """Take up what one more entry says."""
        self._waiting.append(body)

    def remove(self, batch: str) -> None:
        """Withdraw what a commit brought: its batch, or every part of it."""
        self._make()
        for name in self._parts.pop(batch, (batch,)):
            gone = self._made.pop(name, None)
            if gone is not None:
                self._read.pop((gone.sha256, gone.mapping), None)

    def _make(self) -> dict[str, Batch]:
        for body in self._waiting:
            made = batches_of(body)
            if len(made) > 1:
                self._parts[body["batch"]["id"]] = tuple(batch.id for batch in made)
            for batch in made:
                self._made[batch.id] = batch
                self._read.setdefault((batch.sha256, batch.mapping), batch.id)
        self._waiting.clear()
        return self._made

    def __getitem__(self, name: str) -> Batch:
        return self._make()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())

    def read(self, sha256: str, mapping: str) -> Batch | None:
        """The import that read these bytes in this way; None if none is in force."""
        self._make()
        name = self._read.get((sha256, mapping))
        return None if name is None else self._made[name]

    def names(self, batch: str) -> tuple[str, ...]:
        """Ids of the imports that a commit's batch stands for: its own, or those of its parts."""
        self._make()
        return self._parts.get(batch, (batch,))

    def keeps(self, batches: Sequence[Batch]) -> bool:
        """Whether these are kept already. Raises IntegrityError if only some of them are."""
        kept = [batch for batch in batches if batch.id in self]
        if kept and len(kept) < len(batches):
            what = f"{len(kept)} of {len(batches)} imports given together are kept already"
            raise IntegrityError(what, "all of them new", "reporting this as a bug")
        return bool(kept)
