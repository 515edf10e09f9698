"""Verifying a store against its ledger, and putting right what can be put right.

A damaged Delta log is rewritten from the ledger, which keeps its text. A damaged data file cannot
be made again from anything here: its commit is withdrawn, so that the source can be imported again
and no reader meets the file; unless it was merged with others, for then each file has its rows twice:
a damaged merged file is given up for what it was made of, and that in turn is not looked at while the
merged file is read in its place. Files that no ledger entry knows are moved to `removed`, not deleted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rotascope.errors import IntegrityError
from rotascope.store import quarantine
from rotascope.store.files import Stamp, checked_stamp, fsync_file, fsync_folder
from rotascope.store.ledger import Book, Commit, Kind, Piece, piece_body
from rotascope.store.state import State
from rotascope.terms import Issue

__all__ = ["Action", "plan", "unmerging", "verify"]


@dataclass(frozen=True, slots=True)
class Action:
    """One repair: what it does, what the ledger must say first, and the doing."""

    sentence: str
    run: Callable[[], None]
    entry: tuple[Kind, Mapping[str, object]] | None = None


def _issue(table: str, path: str, check: str, trouble: IntegrityError) -> Issue:
    return Issue(table, 0, path, check, "hold", trouble.expected, trouble.what, path)


def _damage(root: Path, path: str, sha: str, stamps: Mapping[str, Stamp]) -> IntegrityError | None:
    try:
        checked_stamp(root / path, sha, stamps.get(path))
    except IntegrityError as trouble:
        return trouble
    return None


def _in_force(book: Book) -> Iterator[Commit]:
    for commits in book.commits.values():
        yield from commits


def _read(book: Book) -> Iterator[tuple[str, Piece]]:
    """Every piece that readers read, with its table."""
    for table in book.commits:
        for piece in book.pieces(table):
            yield table, piece


def verify(root: Path, state: State, book: Book, stamps: Mapping[str, Stamp]) -> tuple[Issue, ...]:
    """Issues of logs, data files, unknown files, the state database; stamps spare hashing."""
    found = []
    for commit in _in_force(book):
        trouble = _damage(root, commit.log_path, commit.log_sha256, stamps)
        if trouble is not None:
            found.append(_issue(commit.table, commit.log_path, "S01 log", trouble))
    for table, piece in _read(book):
        for file in piece.files:
            trouble = _damage(root, file.path, file.sha256, stamps)
            if trouble is not None:
                found.append(_issue(table, file.path, "S02 data", trouble))
    for stray in _unknown(root, book, state):
        trouble = IntegrityError(f"{stray} is in no ledger entry", "only files that were committed")
        found.append(_issue(stray.parts[1], str(stray), "S03 unknown file", trouble))
    return (*found, *_state_issues(state))


def _state_issues(state: State) -> tuple[Issue, ...]:
    try:
        quarantine.listed(state)
        state.check_pages()
    except IntegrityError as trouble:
        return (_issue("state", state.name, "S04 state", trouble),)
    return ()


def _unknown(root: Path, book: Book, state: State) -> list[Path]:
    """Files under the market tables that neither the ledger nor a begun append knows, from the root."""
    known = {c.log_path for c in book.logs.values()}
    known |= {file.path for c in book.logs.values() for file in c.files}
    begun = "".join(text for _, text in state.intents())
    every = (Path(folder) / name for folder, _, names in os.walk(root / "market") for name in names)
    paths = sorted(path.relative_to(root) for path in every)
    return [p for p in paths if str(p) not in known and p.name not in begun]


def unmerging(root: Path, book: Book) -> tuple[Action, ...]:
    """For each damaged merged file that is read: give it up. Ask again, for others then are read."""
    return tuple(
        _unmerge(root, table, piece)
        for table, piece in _read(book)
        if piece.level and any(_damage(root, f.path, f.sha256, {}) for f in piece.files)
    )


def plan(root: Path, state: State, book: Book) -> Iterator[Action]:
    """Repairs, in the order they must run. Under the writer's lock, after recovery."""
    for commit in _in_force(book):
        if _damage(root, commit.log_path, commit.log_sha256, {}) is not None:
            yield _restore(root, commit, book.log_texts[commit.log_path])
    for table in book.commits:
        for commit in book.single(table):
            bad = [f.path for f in commit.files if _damage(root, f.path, f.sha256, {}) is not None]
            if bad:
                yield _withdraw(root, commit, bad, book)
    for path in _unknown(root, book, state):
        yield Action(f"moved {path}, which no ledger entry knows, to removed/", _mover(root, path))


def _restore(root: Path, commit: Commit, text: str) -> Action:
    def run() -> None:
        path = root / commit.log_path
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        fsync_file(partial)
        partial.replace(path)
        fsync_folder(path.parent)

    return Action(f"rewrote the log of version {commit.version} of '{commit.table}'", run)


def _withdraw(root: Path, commit: Commit, bad: list[str], book: Book) -> Action:
    source = book.source_of(commit)
    sentence = (
        f"withdrew version {commit.version} of '{commit.table}' ({commit.rows:,} rows of {source}):"
        " its data file is damaged; import that source again"
    )
    why = {"table": commit.table, "version": commit.version, "why": "data file damaged"}
    return Action(sentence, lambda: _set_aside(root, bad), ("withdraw", why))


def _unmerge(root: Path, table: str, piece: Piece) -> Action:
    sentence = (
        f"gave up the merged file of versions {piece.first} to {piece.last} of '{table}', which is"
        " damaged: the files it was made of are read again"
    )
    paths = [file.path for file in piece.files]
    return Action(sentence, lambda: _set_aside(root, paths), ("unmerge", piece_body(table, piece)))


def _set_aside(root: Path, paths: list[str]) -> None:
    for path in paths:
        if (root / path).exists():
            _mover(root, Path(path))()


def _mover(root: Path, path: Path) -> Callable[[], None]:
    def run() -> None:
        target = root / "removed" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (root / path).replace(target)
        fsync_folder(target.parent)
        fsync_folder((root / path).parent)

    return run
