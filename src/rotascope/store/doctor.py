"""Verifying a store against its ledger, and putting right what can be put right.

A damaged Delta log is rewritten from the ledger, which keeps its text. A damaged data file cannot
be made again from anything here: its commit is withdrawn, so that the source can be imported again
and no reader meets the file; unless it was merged with others, for then each file has its rows twice:
a damaged merged file is given up for what it was made of, and that in turn is not looked at while the
merged file is read in its place. Files that no ledger entry knows are moved to `removed`, not deleted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rotascope.errors import IntegrityError
from rotascope.store import articles, fetches, mappings, quarantine, theses
from rotascope.store.fetches import Fetched
from rotascope.store.files import Stamp, checked_stamp, fsync_file, fsync_folder
from rotascope.store.ledger import Book, Commit, Kind, Piece, log_path, piece_body
from rotascope.store.recover import Intent
from rotascope.store.state import State
from rotascope.store.write import PARTIAL
from rotascope.terms import Issue

__all__ = ["Action", "made", "plan", "unmerging", "verify"]

THREADS = 4


@dataclass(frozen=True, slots=True)
class Action:
    """One repair: what it does, what the ledger must say first, and the doing."""

    sentence: str
    run: Callable[[], None]
    entry: tuple[Kind, Mapping[str, object]] | None = None


def _issue(table: str, path: str, check: str, trouble: IntegrityError) -> Issue:
    return Issue(table, 0, path, check, "hold", trouble.expected, trouble.what, path)


def _damages(
    root: Path, expected: Mapping[str, str], stamps: Mapping[str, Stamp] | None = None
) -> dict[str, IntegrityError]:
    """What is wrong with each of these files (path from the root -> sha256); nothing of sound ones."""

    def damage(path: str) -> IntegrityError | None:
        try:
            checked_stamp(root / path, expected[path], (stamps or {}).get(path))
        except IntegrityError as trouble:
            return trouble
        return None

    with ThreadPoolExecutor(THREADS) as pool:  # hashing lets go of the interpreter
        found = zip(expected, pool.map(damage, expected), strict=True)
        return {path: trouble for path, trouble in found if trouble is not None}


def _in_force(book: Book) -> Iterator[Commit]:
    for commits in book.commits.values():
        yield from commits


def _read(book: Book) -> Iterator[tuple[str, Piece]]:
    """Every piece that readers read, with its table."""
    for table in book.commits:
        for piece in book.pieces(table):
            yield table, piece


def verify(
    root: Path, state: State, book: Book, stamps: Mapping[str, Stamp], made: Sequence[str]
) -> tuple[Issue, ...]:
    """Issues of logs, data files, unknown ones among those `made`, the state database and raw bodies.

    `stamps` spare hashing what looks untouched; without any, every file is read whole. Rot on a disk
    changes bytes and leaves times as they were: only a check without stamps finds it. Not looked at are
    spare copies of what was merged, raw bodies that nothing in the state names any more, and caches.
    """
    logs = {commit.log_path: commit for commit in _in_force(book)}
    files = {file.path: (table, file) for table, piece in _read(book) for file in piece.files}
    expected = {path: commit.log_sha256 for path, commit in logs.items()}
    damages = _damages(root, expected | {p: f.sha256 for p, (_, f) in files.items()}, stamps)
    found = []
    for path, trouble in damages.items():
        table, check = (
            (logs[path].table, "S01 log") if path in logs else (files[path][0], "S02 data")
        )
        found.append(_issue(table, path, check, trouble))
    for stray in _unknown(book, made):
        trouble = IntegrityError(f"{stray} is in no ledger entry", "only files that were committed")
        found.append(_issue(stray.parts[1], str(stray), "S03 unknown file", trouble))
    return (*found, *_state_issues(state), *_raw_issues(root, state, whole=not stamps))


def _state_issues(state: State) -> tuple[Issue, ...]:
    found = []
    for check in CHECKS:
        try:
            check(state)
        except IntegrityError as trouble:
            found.append(_issue("state", state.name, "S04 state", trouble))
    return tuple(found)


def _notes(state: State) -> None:
    for _, text in state.intents():
        Intent.parse(text)


CHECKS: tuple[Callable[[State], object], ...] = (
    quarantine.listed, fetches.check, mappings.check, articles.check, theses.check, _notes,
    State.check_pages,
)  # fmt: skip
"""What is looked at in the state database, part by part."""


def _raw_issues(root: Path, state: State, whole: bool) -> tuple[Issue, ...]:
    try:
        named = fetches.bodies(state)
    except IntegrityError:
        return ()  # told as an issue of the state
    damages = _damages(root, {one.raw: one.sha256 for one in named}) if whole else {
        one.raw: IntegrityError(f"{one.raw} is not there whole", f"{one.size} bytes")
        for one in named
        if not _has_size(root / one.raw, one.size)
    }  # fmt: skip
    again = "the body as it came; after a repair `rotascope sync` asks for it again"
    return tuple(
        _issue("raw", path, "S05 raw body", IntegrityError(trouble.what, again))
        for path, trouble in damages.items()
    )


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def made(root: Path, state: State) -> tuple[str, ...]:
    """Files under the market tables, from the root, but for those that a begun append is making.

    Asked before the ledger is read, so that no append that ends meanwhile looks unknown to it.
    """
    every = (Path(folder) / name for folder, _, names in os.walk(root / "market") for name in names)
    paths = sorted(str(path.relative_to(root)) for path in every)
    begun = {path for _, text in state.intents() for path in _begun(text)}
    return tuple(path for path in paths if path not in begun)


def _unknown(book: Book, made: Sequence[str]) -> list[Path]:
    """Of these files those that are in no entry of the ledger."""
    known = {c.log_path for c in book.logs.values()}
    known |= {file.path for c in book.logs.values() for file in c.files}
    return [Path(path) for path in made if path not in known]


def _begun(text: str) -> Iterator[str]:
    """Files that an append which has begun may have made by now."""
    with suppress(IntegrityError):  # told as an issue of the state
        intent = Intent.parse(text)
        log = Path(log_path(intent.batch.table, intent.version))
        yield from (intent.path, str(log), str(log.with_suffix(PARTIAL)))


def unmerging(root: Path, book: Book) -> tuple[Action, ...]:
    """For each damaged merged file that is read: give it up. Ask again, for others then are read."""
    merged = [(table, piece) for table, piece in _read(book) if piece.level]
    bad = _damages(root, {f.path: f.sha256 for _, piece in merged for f in piece.files})
    return tuple(
        _unmerge(root, table, piece)
        for table, piece in merged
        if any(file.path in bad for file in piece.files)
    )


def plan(root: Path, state: State, book: Book) -> Iterator[Action]:
    """Repairs, in the order they must run. Under the writer's lock, after recovery and unmerging."""
    logs = {commit.log_path: commit for commit in _in_force(book)}
    for path in _damages(root, {path: commit.log_sha256 for path, commit in logs.items()}):
        yield _restore(root, logs[path], book.log_texts[path])
    single = [commit for table in book.commits for commit in book.single(table)]
    bad = _damages(root, {file.path: file.sha256 for one in single for file in one.files})
    for commit in single:
        paths = [file.path for file in commit.files if file.path in bad]
        if paths:
            yield _withdraw(root, commit, paths, book)
    for stray in _unknown(book, made(root, state)):
        yield Action(
            f"moved {stray}, which no ledger entry knows, to removed/", _mover(root, stray)
        )
    named = {one.raw: one for one in fetches.bodies(state)}
    for path in _damages(root, {path: one.sha256 for path, one in named.items()}):
        yield _forget(root, state, named[path])


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


def _forget(root: Path, state: State, one: Fetched) -> Action:
    """A source is asked again for a body that is gone: to its own, it was never answered."""
    why = "its raw body on disk was missing or damaged"
    sentence = (
        f"gave up {one.raw}, which is missing or damaged; `rotascope sync {one.source}` asks again"
    )

    def run() -> None:
        _set_aside(root, [one.raw])
        fetches.record(state, [replace(one, status="failed", run="", detail=why)])

    return Action(sentence, run)


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
