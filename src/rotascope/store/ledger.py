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
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from rotascope.errors import IntegrityError
from rotascope.store.batches import Batch, Imports, batch_body, together
from rotascope.store.tables import JUDGED, RECORDED, Dataset

__all__ = [
    "START",
    "Book",
    "Commit",
    "Entry",
    "FileEntry",
    "Kind",
    "Ledger",
    "Piece",
    "chained",
    "commit_body",
    "log_path",
    "piece_body",
    "replay",
]

Kind = Literal["commit", "batch", "dataset", "withdraw", "merge", "unmerge"]
KINDS = get_args(Kind)
START = "0" * 64


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

    @property
    def piece(self) -> Piece:
        """The commit as a piece of its table."""
        return Piece(self.version, self.version, 0, self.rows, self.files)


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a table's commits `first` to `last`, in their order, as a reader reads them.

    Level 0 is one commit. A higher one is a file more that holds the rows of several pieces below it,
    whose own files stay as spare copies.
    """

    first: int
    last: int
    level: int
    rows: int
    files: tuple[FileEntry, ...]

    def covers(self, version: int) -> bool:
        """Whether the rows of this version are in it."""
        return self.first <= version <= self.last


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

    It stands for the chain up to `head`; reading on in the chain replaces it. `merged` holds the pieces
    of several commits, wider ones after those they were made of.
    """

    seq: int = 0
    head: str = START
    commits: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)
    latest: Mapping[str, int] = field(default_factory=dict)
    logs: Mapping[tuple[str, int], Commit] = field(default_factory=dict)
    log_texts: Mapping[str, str] = field(default_factory=dict)
    batches: Imports = field(default_factory=Imports)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    merged: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)

    def pieces(self, table: str) -> tuple[Piece, ...]:
        """What a reader of the table reads, in order: the widest merged files, else single commits."""
        widest = {piece.first: piece for piece in self.merged.get(table, ())}
        found: list[Piece] = []
        for commit in self.commits.get(table, ()):
            if not (found and found[-1].covers(commit.version)):
                found.append(widest.get(commit.version) or commit.piece)
        return tuple(found)

    def single(self, table: str) -> tuple[Commit, ...]:
        """The commits that are read from their own files."""
        return tuple(self.logs[table, p.first] for p in self.pieces(table) if not p.level)

    def imported(self, sha256: str, mapping: str) -> Batch | None:
        """The batch that read these bytes in this way; None if none is in force."""
        return self.batches.read(sha256, mapping)

    def commit_of(self, batch: str) -> Commit | None:
        """The commit a batch made, alone or with others; None if it made none."""
        every = (commit for commits in self.commits.values() for commit in commits)
        return next((c for c in every if batch in self.batches.names(c.batch)), None)

    def source_of(self, commit: Commit) -> str:
        """Where a commit's rows came from, in a few words."""
        return together([self.batches[name] for name in self.batches.names(commit.batch)]).source

    def _dataset_of(self, commit: Commit) -> str:
        return together([self.batches[name] for name in self.batches.names(commit.batch)]).dataset

    def fingerprint(self) -> str:
        """16 hex digits over every table's data files and the datasets' standing.

        Equal for two stores fed the same rows in the same order, whatever the machine or the day, and
        however many of their files were merged. Recorded readings are left out: they follow from the
        other tables, and recording must not outdate what is kept by their state; so are the scores of
        articles (`JUDGED`).
        """
        digest = hashlib.sha256()
        for table in sorted(self.commits.keys() - RECORDED):
            for commit in self.commits[table]:
                if table == JUDGED[0] and self._dataset_of(commit) == JUDGED[1]:
                    continue
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


def piece_body(table: str, piece: Piece) -> dict[str, Any]:
    """What the entry of a merged piece holds."""
    return {"table": table, "piece": asdict(piece)}


def _broken(seq: int, why: str) -> IntegrityError:
    return IntegrityError(
        f"the commit ledger is damaged at entry {seq}: {why}",
        "an unbroken chain of entries",
        "restoring the store's state database from a backup, or importing into a new store",
    )


def _with_files(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {**raw, "files": tuple(FileEntry(**file) for file in raw["files"])}


class Ledger:
    """The chain as far as it was read. Reading on costs what is new, not what is there."""

    def __init__(self) -> None:
        self.seq, self.head = 0, START
        self.commits: dict[str, list[Commit]] = {}
        self.latest: dict[str, int] = {}
        self.logs: dict[tuple[str, int], Commit] = {}
        self.texts: dict[str, str] = {}
        self.batches = Imports()
        self.datasets: dict[str, Dataset] = {}
        self.merged: dict[str, tuple[Piece, ...]] = {}

    def continued_by(self, entries: Sequence[Entry], head: str) -> bool:
        """Whether these entries, up to `head`, are what follows in the very chain that was read."""
        if not entries:
            return self.head == head
        return (entries[0].seq, entries[0].prev) == (self.seq + 1, self.head)

    def extended(self, entries: Iterable[Entry], head: str) -> Book:
        """The Book after these entries. Raises IntegrityError where the chain is broken or does not
        end at `head`.
        """
        for entry in entries:
            if (entry.seq, entry.prev) != (self.seq + 1, self.head):
                raise _broken(entry.seq, "it does not follow the one before it")
            if entry.sha != _digest(entry.seq, entry.kind, entry.body, entry.prev):
                raise _broken(entry.seq, "its content differs from its digest")
            if entry.kind not in KINDS:
                raise _broken(entry.seq, f"unknown kind '{entry.kind}'")
            getattr(self, f"_{entry.kind}")(json.loads(entry.body))
            self.seq, self.head = entry.seq, entry.sha
        if self.head != head:
            raise _broken(self.seq, "the chain ends before its recorded head")
        commits = {table: tuple(made) for table, made in self.commits.items() if made}
        return Book(self.seq, self.head, commits, self.latest, self.logs, self.texts, self.batches,
                    self.datasets, dict(self.merged))  # fmt: skip

    def _commit(self, body: Mapping[str, Any]) -> None:
        commit = Commit(**_with_files(body["commit"]))
        self.commits.setdefault(commit.table, []).append(commit)
        self.latest[commit.table] = commit.version
        self.logs[commit.table, commit.version] = commit
        self.texts[commit.log_path] = body["log"]
        self.batches.add(body)

    def _batch(self, body: Mapping[str, Any]) -> None:
        self.batches.add(body)

    def _dataset(self, body: Mapping[str, Any]) -> None:
        dataset = Dataset(**body)
        self.datasets[dataset.name] = dataset

    def _withdraw(self, body: Mapping[str, Any]) -> None:
        gone = self.logs[body["table"], body["version"]]
        self.commits[gone.table].remove(gone)
        self.batches.remove(gone.batch)
        # A merged file holds the withdrawn rows as well; what it was made of is read again.
        left = (p for p in self.merged.get(gone.table, ()) if not p.covers(gone.version))
        self.merged[gone.table] = tuple(left)

    def _merge(self, body: Mapping[str, Any]) -> None:
        table, piece = body["table"], Piece(**_with_files(body["piece"]))
        self.merged[table] = (*self.merged.get(table, ()), piece)

    def _unmerge(self, body: Mapping[str, Any]) -> None:
        table, piece = body["table"], Piece(**_with_files(body["piece"]))
        self.merged[table] = tuple(one for one in self.merged[table] if one != piece)


def replay(entries: Iterable[Entry], head: str) -> Book:
    """Walk the whole chain into a Book. Raises IntegrityError as `Ledger.extended`."""
    return Ledger().extended(entries, head)
