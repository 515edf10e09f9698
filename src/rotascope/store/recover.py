"""After a crash: every append that was begun is finished or undone. The ledger is the truth.

An intent row is written before the first byte of an append and removed in the transaction that
writes its ledger entry. An intent that is still there names everything its append may have left.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import IntegrityError
from rotascope.store import quarantine
from rotascope.store.batches import Batch, batch_body, batches_of, together
from rotascope.store.files import Stamp, fsync_file, fsync_folder, hashed
from rotascope.store.ledger import Book, Commit, Entry, FileEntry, chained, commit_body
from rotascope.store.state import State, schema
from rotascope.store.write import PARTIAL, panics
from rotascope.terms import Issue

__all__ = ["Intent", "acknowledge", "begin", "finish", "forget", "settle", "written"]


class Intent:
    """What an append is about to do: its batches, the version and the one data file it will make."""

    def __init__(self, batches: Sequence[Batch], version: int, path: str, rows: int) -> None:
        self.batches, self.version, self.path, self.rows = tuple(batches), version, path, rows
        self.batch = together(self.batches)

    @classmethod
    def parse(cls, text: str) -> Intent:
        """From the JSON of an intent row."""
        try:
            raw = json.loads(text)
            return cls(batches_of(raw), raw["version"], raw["path"], raw["rows"])
        except (ValueError, KeyError, TypeError) as error:
            raise IntegrityError(
                "the note of an unfinished append cannot be read",
                "the note as it was written",
                "restoring the state database from a backup",
            ) from error

    @property
    def text(self) -> str:
        """The JSON of its row."""
        about = {"version": self.version, "path": self.path, "rows": self.rows}
        return json.dumps(batch_body(self.batches) | about)

    def commit(self, file: FileEntry, log_sha256: str) -> Commit:
        """The commit it becomes."""
        batch = self.batch
        return Commit(batch.table, self.version, batch.id, self.rows, (file,), log_sha256)


def begin(state: State, intent: Intent, parts: Sequence[tuple[Batch, Sequence[Issue]]]) -> None:
    """Announce an append, with what it holds back, before its first byte."""
    intents = schema().tables["intents"]
    with state.changing() as connection:
        connection.execute(intents.insert().values(batch=intent.batch.id, body=intent.text))
        for batch, issues in parts:
            quarantine.add(connection, issues, batch.id)


def acknowledge(
    root: Path, state: State, book: Book, intent: Intent, file: FileEntry
) -> tuple[Commit, list[tuple[str, Stamp]]]:
    """Enter an append whose data and log are on disk; its commit, and the stamps of both."""
    log_path = root / intent.commit(file, "").log_path
    log = hashed(log_path)
    commit = intent.commit(file, log.sha256)
    text = log_path.read_text(encoding="utf-8")
    stamps = [(file.path, hashed(root / file.path)), (commit.log_path, log)]
    finish(state, book, commit, intent.batches, text, stamps)
    return commit, stamps


def written(root: Path, intent: Intent) -> tuple[Commit, str, list[tuple[str, Stamp]]] | None:
    """The commit an intent left on disk, with its log's text and stamps; None unless it is whole.

    Whole: the log parses, names this batch and this file alone, and the file has the digest, size
    and number of rows that the log and the intent say.
    """
    blank = intent.commit(FileEntry(intent.path, 0, ""), "")
    log, data = root / blank.log_path, root / intent.path
    try:
        text = log.read_text(encoding="utf-8")
        actions = [json.loads(line) for line in text.splitlines() if line.strip()]
        stamp, log_stamp = hashed(data), hashed(log)
    except (OSError, ValueError, IntegrityError):
        return None
    if not _names(actions, intent, stamp) or _rows(data) != intent.rows:
        return None
    file = FileEntry(intent.path, stamp.size, stamp.sha256)
    commit = intent.commit(file, log_stamp.sha256)
    return commit, text, [(intent.path, stamp), (commit.log_path, log_stamp)]


def _names(actions: list[Any], intent: Intent, stamp: Stamp) -> bool:
    parts: dict[str, list[Any]] = {}
    for action in actions:
        for kind, body in action.items() if isinstance(action, dict) else ():
            parts.setdefault(kind, []).append(body)
    if len(parts.get("add", ())) != 1 or len(parts.get("commitInfo", ())) != 1 or "remove" in parts:
        return False
    add, info = parts["add"][0], parts["commitInfo"][0]
    told = (add.get("path"), add.get("size"), info.get("batch"), info.get("sha256"))
    return told == (Path(intent.path).name, stamp.size, intent.batch.id, stamp.sha256)


def _rows(path: Path) -> int:
    with panics(f"reading {path}"):
        return int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())


def finish(
    state: State,
    book: Book,
    commit: Commit,
    batches: Sequence[Batch],
    log: str,
    stamps: list[tuple[str, Stamp]],
) -> Entry:
    """Acknowledge: ledger entry, stamps and the end of the intent in one transaction."""
    entry = chained(book, "commit", commit_body(commit, batches, log))
    intents = schema().tables["intents"]
    with state.changing() as connection:
        state.append(connection, entry)
        state.keep_stamps(connection, stamps)
        connection.execute(intents.delete().where(intents.c.batch == commit.batch))
    return entry


def forget(root: Path, state: State, intent: Intent) -> None:
    """Undo an append that did not finish: its log (it is the newest), its file, its quarantine rows."""
    blank = intent.commit(FileEntry(intent.path, 0, ""), "")
    log = root / blank.log_path
    later = log.with_name(f"{intent.version + 1:020d}.json")
    if later.exists():
        raise IntegrityError(
            f"version {intent.version} of '{blank.table}' was not finished, yet {later.name} follows it",
            "that only Rotascope writes to its store",
            "moving the files it does not know out of the folder",
        )
    for path in (log, log.with_suffix(PARTIAL), root / intent.path):
        path.unlink(missing_ok=True)
        if path.parent.exists():
            fsync_folder(path.parent)
    held, intents = (schema().tables[name] for name in ("quarantine", "intents"))
    with state.changing() as connection:
        for batch in intent.batches:
            connection.execute(held.delete().where(held.c.batch == batch.id))
        connection.execute(intents.delete().where(intents.c.batch == intent.batch.id))


def settle(root: Path, state: State, book: Book, text: str) -> str:
    """Finish or undo one intent (under the lock); returns the sentence that says which."""
    intent = Intent.parse(text)
    where = f"{intent.rows:,} rows of {intent.batch.source} in '{intent.batch.table}'"
    found = None if _foreign(root, book, intent) else written(root, intent)
    if found is None:
        forget(root, state, intent)
        return f"undid an unfinished append: {where}; import it again"
    commit, log, stamps = found
    for path, _ in stamps:
        fsync_file(root / path)
        fsync_folder((root / path).parent)
    finish(state, book, commit, intent.batches, log, stamps)
    return f"finished an interrupted append: {where}"


def _foreign(root: Path, book: Book, intent: Intent) -> bool:
    """Whether the intent's version is not the one that would follow the ledger's newest."""
    return intent.version != book.latest.get(intent.batch.table, -1) + 1
