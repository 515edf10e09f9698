"""The market tables: append and scan, with every version in the commit ledger.

An append is acknowledged only when its data, its Delta log, their folders and its ledger entry are
on disk; a scan reads exactly the files the ledger lists, after seeing that they are the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Self

import polars as pl

from rotascope.errors import BadArgument, IntegrityError, NoAnswer
from rotascope.store import doctor, migrate, quarantine, recover
from rotascope.store.batches import Batch, agreeing, batch_body, together
from rotascope.store.files import Stamp, checked_stamp, hashed
from rotascope.store.frames import checked, ordered, table_named
from rotascope.store.ledger import (
    Book,
    Commit,
    Entry,
    FileEntry,
    Kind,
    Ledger,
    chained,
    log_path,
)
from rotascope.store.lock import held, try_lock
from rotascope.store.state import State, schema
from rotascope.store.tables import SCHEMA_VERSION, Dataset
from rotascope.store.write import panics, write_data, write_log
from rotascope.terms import Issue

__all__ = ["Batch", "Commit", "FileEntry", "Held", "Market"]

Held = quarantine.Held
Parts = Sequence[tuple[Batch, Sequence[Issue]]]
WAIT_SECONDS = 30.0

UNSAFE = re.compile(r"[\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}")


class Market:
    """One store. Made by `Market.open`; not shared between threads."""

    def __init__(self, root: Path, state: State) -> None:
        self.root = root
        self.state = state
        self.recovered: tuple[str, ...] = ()
        self._ledger, self._book = Ledger(), Book()
        self._stamps: dict[str, Stamp] = {}
        self._writing = False

    # ---------------------------------------------------------------- opening

    @classmethod
    def open(cls, root: Path, *, create: bool = False, url: str = "") -> Self:
        """The store in `root`, its state in `root/state.sqlite` or the database at `url`.

        A store of an older release is migrated; an append that a crash interrupted is finished or
        undone (`recovered` says which). Raises NoAnswer without a store there, SchemaMismatch for a
        newer release's, IntegrityError for a damaged ledger.
        """
        root = Path(root).absolute()
        if UNSAFE.search(str(root)):
            raise BadArgument(
                f"{str(root)!r} cannot hold a store: the table library reads %20 as a space",
                "a path without control characters and without % before two hex digits",
                "another folder",
            )
        state = State(url) if url else State(file=root / "state.sqlite")
        market = cls(root, state)
        if not state.exists():
            market._create(create)
        if migrate.behind(state.meta(), root):
            with market.writing():
                pass
        if market.refresh():
            market._recover_if_alone()
        return market

    def _create(self, wanted: bool) -> None:
        if (self.root / "market").exists():
            raise IntegrityError(
                f"the store {self.root} has market tables but no commit ledger",
                f"its state database {self.state.name}",
                "restoring the state database from a backup, or importing into a new folder",
            )
        if not wanted:
            raise NoAnswer(f"there is no store in {self.root}", "", "`rotascope sync` or `import`")
        self.root.mkdir(parents=True, exist_ok=True)
        with held(self.root / "writer.lock", WAIT_SECONDS):
            if not self.state.exists():
                self.state.create(SCHEMA_VERSION)

    def refresh(self) -> int:
        """Read on in the ledger; how many appends are unfinished (another process may be at it)."""
        glance = self.state.glance(self._ledger.seq)
        head = glance.meta.get("head", "")
        if not self._ledger.continued_by(glance.entries, head):
            # Another chain than the one read so far: an older copy was put back, or it is damaged.
            self._ledger, glance = Ledger(), self.state.glance()
            head = glance.meta.get("head", "")
        self._book = self._ledger.extended(glance.entries, head)
        self._stamps = glance.stamps
        return glance.intents

    def _recover_if_alone(self) -> None:
        """An intent may belong to a living writer: then its lock is held, and readers lose nothing."""
        handle = try_lock(self.root / "writer.lock")
        if handle is None:
            return
        try:
            self.recovered += self._recover()
        finally:
            os.close(handle)

    def _recover(self) -> tuple[str, ...]:
        told = []
        self.refresh()
        for _, text in self.state.intents():
            told.append(recover.settle(self.root, self.state, self._book, text))
            self.refresh()
        return tuple(told)

    def close(self) -> None:
        """Let go of the state database."""
        self.state.close()

    # ---------------------------------------------------------------- writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer. Waits up to 30 s, then raises StoreBusy naming the other process."""
        if self._writing:
            yield
            return
        with held(self.root / "writer.lock", WAIT_SECONDS):
            self._writing = True
            try:
                migrate.forward(self.state, self.root)
                if self.refresh():
                    self.recovered += self._recover()
                yield
            finally:
                self._writing = False

    def append(
        self, table: str, frame: pl.DataFrame, batch: Batch, issues: Sequence[Issue] = ()
    ) -> Commit | None:
        """Keep rows as the table's next version; on disk when this returns.

        `frame` has exactly the table's schema, in any order. `issues` go to quarantine together
        with the rows, or not at all. A batch already kept is a no-op that returns its commit. None:
        there were no rows, only the batch (and its issues) was noted. Raises IntegrityError for
        rows that may not be kept.
        """
        return self.append_together(table, frame, [(batch, issues)])

    def append_together(self, table: str, frame: pl.DataFrame, parts: Parts) -> Commit | None:
        """As append, for the rows of several imports into one table: one version, all or nothing.

        Each part stays an import of its own: known by its bytes, with its issues.
        """
        spec = table_named(table)
        batches = agreeing(table, len(frame), [batch for batch, _ in parts])
        checked(spec, frame)
        with self.writing():
            if self._book.batches.keeps(batches):
                return self._book.commit_of(batches[0].id)
            if frame.is_empty():
                self._note(parts)
                return None
            self._check_logs(table)
            self._check_not_ahead(table)
            version = self._book.latest.get(table, -1) + 1
            path = f"market/{table}/{version:06d}-{together(batches).id}.parquet"
            intent = recover.Intent(batches, version, path, len(frame))
            self._begin(intent, parts)
            file = write_data(self.root, spec, path, ordered(spec, frame))
            told = {"batch": intent.batch.id, "rows": len(frame)}
            write_log(self.root, spec, version, file, told)
            return self._acknowledge(intent, file)

    def _begin(self, intent: recover.Intent, parts: Parts) -> None:
        intents = schema().tables["intents"]
        with self.state.changing() as connection:
            connection.execute(intents.insert().values(batch=intent.batch.id, body=intent.text))
            for batch, issues in parts:
                quarantine.add(connection, issues, batch.id)

    def _acknowledge(self, intent: recover.Intent, file: FileEntry) -> Commit:
        log_path = self.root / intent.commit(file, "").log_path
        log = hashed(log_path)
        commit = intent.commit(file, log.sha256)
        text = log_path.read_text(encoding="utf-8")
        stamps = [(file.path, hashed(self.root / file.path)), (commit.log_path, log)]
        recover.finish(self.state, self._book, commit, intent.batches, text, stamps)
        self.refresh()
        return commit

    def _note(self, parts: Parts) -> None:
        entry = chained(self._book, "batch", batch_body([batch for batch, _ in parts]))
        with self.state.changing() as connection:
            self.state.append(connection, entry)
            for batch, issues in parts:
                quarantine.add(connection, issues, batch.id)
        self.refresh()

    def declare(self, dataset: Dataset) -> None:
        """Set a dataset's standing; the same one again changes nothing."""
        with self.writing():
            if self._book.datasets.get(dataset.name) != dataset:
                self._enter("dataset", asdict(dataset))

    def _enter(self, kind: Kind, body: Mapping[str, object]) -> Entry:
        entry = chained(self._book, kind, body)
        with self.state.changing() as connection:
            self.state.append(connection, entry)
        self.refresh()
        return entry

    # ---------------------------------------------------------------- reading

    def imported(self, sha256: str, mapping: str) -> Batch | None:
        """The batch that already read these bytes in this way; None if none did."""
        return self._book.imported(sha256, mapping)

    def batches(self) -> tuple[Batch, ...]:
        """Every import in force, in order."""
        return tuple(self._book.batches.values())

    def commits(self, table: str) -> tuple[Commit, ...]:
        """A table's commits in force, in order."""
        return self._book.commits.get(table_named(table).name, ())

    def version(self, table: str) -> int:
        """The table's newest version; -1 before its first rows."""
        return self._book.latest.get(table_named(table).name, -1)

    def datasets(self) -> Mapping[str, Dataset]:
        """Declared datasets by name."""
        return self._book.datasets

    def fingerprint(self) -> str:
        """Changes with every table version and every dataset's standing."""
        return self._book.fingerprint()

    def scan(self, table: str) -> pl.LazyFrame:
        """The table's rows, every version of every key, in the order of their commits.

        Reads the files that the ledger lists, each seen to hold the bytes that were committed.
        Raises IntegrityError. Collect through `collect`, which tells a reader's failure as one too.
        """
        spec = table_named(table)
        self._check_logs(table)
        self._check_not_ahead(table)
        files = [file for commit in self.commits(table) for file in commit.files]
        if not files:
            return pl.LazyFrame(schema=spec.schema)
        self._check({file.path: file.sha256 for file in files})
        # A store may lie in a folder with [ or * in its name: paths are never patterns.
        paths = [self.root / file.path for file in files]
        return pl.scan_parquet(paths, schema=spec.columns, glob=False)

    def collect(self, lazy: pl.LazyFrame) -> pl.DataFrame:
        """Run a query over `scan`; a failing read is an IntegrityError, never a panic."""
        with panics("reading market tables"):
            return lazy.collect()

    def _check_logs(self, table: str) -> None:
        self._check({c.log_path: c.log_sha256 for c in self.commits(table)})

    def _check_not_ahead(self, table: str) -> None:
        """Raise IntegrityError if the table has a version that neither ledger nor an append knows.

        That is what an old copy of the state database, or a lost tail of it, looks like.
        """
        following = self.root / log_path(table, self.version(table) + 1)
        if not following.exists():
            return
        now = self.state.glance()
        if not self._writing and (now.intents or now.meta.get("head") != self._book.head):
            return  # a living writer has got this far
        raise IntegrityError(
            f"'{table}' holds {following.name}, which the commit ledger does not know",
            f"version {self.version(table)} to be the newest",
            "restoring the newest state database, or `rotascope doctor --repair`, which sets it aside",
        )

    def _check(self, expected: Mapping[str, str]) -> None:
        """Raise IntegrityError unless these files hold these bytes; remember what was hashed."""
        fresh: list[tuple[str, Stamp]] = []
        for path, sha256 in expected.items():
            known = self._stamps.get(path)
            stamp = checked_stamp(self.root / path, sha256, known)
            if stamp != known:
                fresh.append((path, stamp))
        if fresh:
            self._stamps |= dict(fresh)
            doctor.remember(self.state, fresh)

    # ---------------------------------------------------------------- doctor, quarantine

    def verify(self, full: bool = True) -> tuple[Issue, ...]:
        """Everything that is not as the ledger says; `full` hashes every file again."""
        self._ledger = Ledger()  # the whole chain, from its first entry
        self.refresh()
        return doctor.verify(self.root, self.state, self._book, {} if full else self._stamps)

    def repair(self) -> tuple[str, ...]:
        """Put right what can be put right; one sentence for each thing done."""
        with self.writing():
            told = self.recovered
            self.recovered = ()
            for action in doctor.plan(self.root, self.state, self._book):
                told += (action.sentence,)
                if action.withdraw is not None:
                    self._enter("withdraw", action.withdraw)
                action.run()
            self.refresh()
            return told

    def quarantine_add(self, issues: Sequence[Issue], batch_id: str) -> None:
        """Keep issues that belong to no append (a batch held whole)."""
        with self.state.changing() as connection:
            quarantine.add(connection, issues, batch_id)

    def quarantine_list(
        self, batch_id: str | None = None, state: quarantine.Standing | None = None
    ) -> tuple[Held, ...]:
        """Rows held back, oldest first; of one batch, of one standing."""
        return quarantine.listed(self.state, batch_id, state)

    def quarantine_release(self, held_id: int, why: str, at: str = "") -> Held:
        """Release a row; importing it is the caller's next step, with a new known_at."""
        return quarantine.decide(self.state, held_id, "released", why, at)

    def quarantine_reject(self, held_id: int, why: str, at: str = "") -> Held:
        """Reject a row for good."""
        return quarantine.decide(self.state, held_id, "rejected", why, at)
