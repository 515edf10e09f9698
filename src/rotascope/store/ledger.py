"""The commit ledger: an append-only chain of entries, replayed when a store is opened.

Each entry holds the digest of the one before it, and the state database's `head` names the last,
so an edited, missing or reordered entry is seen. The ledger, not the Delta log, says which files a
table has: the stock reader returned silently wrong rows for about half of the damages we tried.
The chain finds damage and mishaps; it is not signed, so it does not stop a forger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.tables import Dataset

__all__ = [
    "START",
    "Batch",
    "Book",
    "Commit",
    "Entry",
    "FileEntry",
    "Kind",
    "agreeing",
    "batch_body",
    "chained",
    "commit_body",
    "log_path",
    "replay",
    "together",
]

Kind = Literal["commit", "batch", "dataset", "withdraw"]
START = "0" * 64


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


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One data file: path from the store's root, size in bytes, digest."""

    path: str
    size: int
    sha256: str


def log_path(table: str, version: int) -> str:
    """Path of a version's Delta log file from the store's root."""
    return f"market/{table}/_delta_log/{version:020d}.json"


@dataclass(frozen=True, slots=True)
class Commit:
    """One acknowledged version of a table: its batch, rows added, files and its log's digest."""

    table: str
    version: int
    batch: str
    rows: int
    files: tuple[FileEntry, ...]
    log_sha256: str

    @property
    def log_path(self) -> str:
        """Path of this version's Delta log file from the store's root."""
        return log_path(self.table, self.version)


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger row. `body` is JSON text; `sha` = digest(seq, kind, body, prev)."""

    seq: int
    kind: str
    body: str
    prev: str
    sha: str


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger as look-ups. `commits` are those in force; `latest` counts withdrawn ones too.

    `parts` says of a commit's batch which imports it stands for, where they were several; `batches`
    holds those, never their sum, and `read` by their bytes and mapping.
    """

    seq: int = 0
    head: str = START
    commits: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)
    latest: Mapping[str, int] = field(default_factory=dict)
    logs: Mapping[tuple[str, int], Commit] = field(default_factory=dict)
    log_texts: Mapping[str, str] = field(default_factory=dict)
    batches: Mapping[str, Batch] = field(default_factory=dict)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: Mapping[tuple[str, str], Batch] = field(default_factory=dict)

    def imported(self, sha256: str, mapping: str) -> Batch | None:
        """The batch that read these bytes in this way; None if none is in force."""
        return self.read.get((sha256, mapping))

    def commit_of(self, batch: str) -> Commit | None:
        """The commit a batch made, alone or with others; None if it made none."""
        every = (commit for commits in self.commits.values() for commit in commits)
        return next(
            (c for c in every if batch == c.batch or batch in self.parts.get(c.batch, ())), None
        )

    def keeps(self, batches: Sequence[Batch]) -> bool:
        """Whether these are kept already. Raises IntegrityError if only some of them are."""
        kept = [batch for batch in batches if batch.id in self.batches]
        if kept and len(kept) < len(batches):
            what = f"{len(kept)} of {len(batches)} imports given together are kept already"
            raise IntegrityError(what, "all of them new", "reporting this as a bug")
        return bool(kept)

    def source_of(self, commit: Commit) -> str:
        """Where a commit's rows came from, in a few words."""
        names = self.parts.get(commit.batch, (commit.batch,))
        return together([self.batches[name] for name in names]).source

    def fingerprint(self) -> str:
        """16 hex digits over every table's data files and the datasets' standing.

        Equal for two stores fed the same rows in the same order, whatever the machine or the day.
        """
        digest = hashlib.sha256()
        for table in sorted(self.commits):
            for commit in self.commits[table]:
                shas = ",".join(file.sha256 for file in commit.files)
                digest.update(f"{table} {commit.version} {shas}\n".encode())
        for name in sorted(self.datasets):
            digest.update(f"{self.datasets[name]}\n".encode())
        return digest.hexdigest()[:16]


def _digest(seq: int, kind: str, body: str, prev: str) -> str:
    return hashlib.sha256(f"{seq}\n{kind}\n{body}\n{prev}".encode()).hexdigest()


def chained(book: Book, kind: Kind, body: Mapping[str, Any]) -> Entry:
    """The next entry of the chain."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    seq = book.seq + 1
    return Entry(seq, kind, text, book.head, _digest(seq, kind, text, book.head))


def commit_body(commit: Commit, batches: Sequence[Batch], log: str) -> dict[str, Any]:
    """What a commit's entry holds; the log's text is kept so that a damaged log can be restored."""
    return {"commit": asdict(commit), "log": log, **batch_body(batches)}


def batch_body(batches: Sequence[Batch]) -> dict[str, Any]:
    """What the entry of imports that added no rows holds."""
    body: dict[str, Any] = {"batch": asdict(together(batches))}
    return body if len(batches) == 1 else body | {"parts": [asdict(batch) for batch in batches]}


def _broken(seq: int, why: str) -> IntegrityError:
    return IntegrityError(
        f"the commit ledger is damaged at entry {seq}: {why}",
        "an unbroken chain of entries",
        "restoring the store's state database from a backup, or importing into a new store",
    )


def _commit(raw: Mapping[str, Any]) -> Commit:
    files = tuple(FileEntry(**file) for file in raw["files"])
    return Commit(**{**raw, "files": files})


class _Replay:
    """Mutable look-ups while the chain is being walked."""

    def __init__(self) -> None:
        self.commits: dict[str, list[Commit]] = {}
        self.latest: dict[str, int] = {}
        self.logs: dict[tuple[str, int], Commit] = {}
        self.texts: dict[str, str] = {}
        self.batches: dict[str, Batch] = {}
        self.datasets: dict[str, Dataset] = {}
        self.parts: dict[str, tuple[str, ...]] = {}

    def commit(self, body: Mapping[str, Any]) -> None:
        commit = _commit(body["commit"])
        self.commits.setdefault(commit.table, []).append(commit)
        self.latest[commit.table] = commit.version
        self.logs[commit.table, commit.version] = commit
        self.texts[commit.log_path] = body["log"]
        self.batch(body)

    def batch(self, body: Mapping[str, Any]) -> None:
        made = [Batch(**raw) for raw in body.get("parts") or [body["batch"]]]
        self.batches |= {batch.id: batch for batch in made}
        if "parts" in body:
            self.parts[body["batch"]["id"]] = tuple(batch.id for batch in made)

    def dataset(self, body: Mapping[str, Any]) -> None:
        dataset = Dataset(**body)
        self.datasets[dataset.name] = dataset

    def withdraw(self, body: Mapping[str, Any]) -> None:
        gone = self.logs[body["table"], body["version"]]
        self.commits[gone.table].remove(gone)
        for name in self.parts.pop(gone.batch, (gone.batch,)):
            self.batches.pop(name, None)


def replay(entries: Iterable[Entry], head: str) -> Book:
    """Walk the chain into a Book. Raises IntegrityError where it is broken or does not end at `head`."""
    walk, book = _Replay(), Book()
    for entry in entries:
        if (entry.seq, entry.prev) != (book.seq + 1, book.head):
            raise _broken(entry.seq, "it does not follow the one before it")
        if entry.sha != _digest(entry.seq, entry.kind, entry.body, entry.prev):
            raise _broken(entry.seq, "its content differs from its digest")
        step = getattr(walk, entry.kind, None)
        if step is None:
            raise _broken(entry.seq, f"unknown kind '{entry.kind}'")
        step(json.loads(entry.body))
        book = replace(book, seq=entry.seq, head=entry.sha)
    if book.head != head:
        raise _broken(book.seq, "the chain ends before its recorded head")
    commits = {table: tuple(made) for table, made in walk.commits.items() if made}
    return replace(
        book,
        commits=commits,
        latest=walk.latest,
        logs=walk.logs,
        log_texts=walk.texts,
        batches=walk.batches,
        datasets=walk.datasets,
        parts=walk.parts,
        read={(b.sha256, b.mapping): b for b in reversed(walk.batches.values())},
    )
