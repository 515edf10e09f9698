"""The market tables: append and scan, with every version in the commit ledger.

An append is acknowledged only when its data, its Delta log, their folders and its ledger entry are
on disk; a scan reads exactly the files the ledger lists, after seeing that they are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Self

import polars as pl

from rotascope.errors import BadArgument, DataTrouble, IntegrityError, NoAnswer
from rotascope.store import doctor, merge, migrate, quarantine, recover
from rotascope.store.batches import Batch, agreeing, batch_body, together
from rotascope.store.frames import checked, ordered, table_named
from rotascope.store.ledger import (
    Book,
    Commit,
    FileEntry,
    Kind,
    Ledger,
    Piece,
    chained,
)
from rotascope.store.lock import Waiting, held
from rotascope.store.seen import Seen, check_not_ahead
from rotascope.store.state import State
from rotascope.store.tables import SCHEMA_VERSION, Dataset, Table
from rotascope.store.write import panics, write_data, write_log
from rotascope.terms import Issue

__all__ = ["Batch", "Commit", "FileEntry", "Held", "Market"]

Held = quarantine.Held
Parts = Sequence[tuple[Batch, Sequence[Issue]]]
WAIT_SECONDS = 30.0

UNSAFE = re.compile(r"[\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}")


class Market:
    """One store. Made by `Market.open`; not shared between threads."""

    def __init__(self, root: Path, state: State, waiting: Waiting | None = None) -> None:
        self.root = root
        self.state = state
        self.recovered: tuple[str, ...] = ()
        self._ledger, self._book = Ledger(), Book()
        self._seen = Seen(root, state)
        self._writing = False
        self._waiting = waiting

    # ---------------------------------------------------------------- opening

    @classmethod
    def open(
        cls, root: Path, *, create: bool = False, url: str = "", waiting: Waiting | None = None
    ) -> Self:
        """The store in `root`, its state in `root/state.sqlite` or the database at `url`.

        A store of an older release is migrated; an append that a crash interrupted is finished or
        undone (`recovered` says which), unless nothing can be written there: it is read all the
        same. A folder made here is its owner's only (0700), one that exists keeps its mode, what is
        written inside gets no more rights than it. `waiting` is told once of a wait over a second for
        another writer. Raises NoAnswer without a store there, SchemaMismatch for a newer release's,
        IntegrityError for a damaged ledger.
        """
        root = Path(root).absolute()
        if UNSAFE.search(str(root)):
            raise BadArgument(
                f"{str(root)!r} cannot hold a store: the table library reads %20 as a space",
                "a path without control characters and without % before two hex digits",
                "another folder",
            )
        state = State(url) if url else State(file=root / "state.sqlite")
        market = cls(root, state, waiting)
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
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with held(self.root / "writer.lock", WAIT_SECONDS, self._waiting):
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
        self._seen.stamps |= glance.stamps
        self._book = self._ledger.extended(glance.entries, head)
        return glance.intents

    def _recover_if_alone(self) -> None:
        """An intent may belong to a living writer: then its lock is held, and readers lose nothing.

        Nor do they on a full disk or a medium that is read-only: the next writer settles it.
        """
        try:
            with held(self.root / "writer.lock", 0):
                self.recovered += self._recover()
        except IntegrityError:
            raise
        except (DataTrouble, OSError):
            self.refresh()

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
        with held(self.root / "writer.lock", WAIT_SECONDS, self._waiting):
            self._writing = True
            try:
                migrate.forward(self.state, self.root)
                if self.refresh():
                    self.recovered += self._recover()
                yield
            finally:
                self._writing = False
                self.state.close()  # SQLite then folds its log in: at rest the state is one file

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
                self._enter("batch", batch_body(batches), parts)
                return None
            self._check_table(table)
            version = self._book.latest.get(table, -1) + 1
            path = f"market/{table}/{version:06d}-{together(batches).id}.parquet"
            intent = recover.Intent(batches, version, path, len(frame))
            recover.begin(self.state, intent, parts)
            commit = self._write(intent, spec, ordered(spec, frame))
            self._merge(spec)
            return commit

    def _write(self, intent: recover.Intent, spec: Table, frame: pl.DataFrame) -> Commit:
        """The announced rows on disk and acknowledged. What fails is undone at once, if that can be.

        What was refused may not be ended by whoever recovers next: its files go first.
        """
        try:
            file = write_data(self.root, spec, intent.path, frame)
            told = {"batch": intent.batch.id, "rows": len(frame)}
            write_log(self.root, spec, intent.version, file, told)
            commit, fresh = recover.acknowledge(self.root, self.state, self._book, intent, file)
            self._seen.stamps |= dict(fresh)
            self.refresh()
            return commit
        except DataTrouble:
            with suppress(DataTrouble, OSError):
                self.refresh()
                if ended := self._book.commit_of(intent.batch.id):
                    return ended
                recover.forget(self.root, self.state, intent)
            raise

    def _merge(self, spec: Table) -> None:
        """Make few files of many. The append stands without it: what fails here is left for the next."""
        with suppress(DataTrouble, OSError):
            while run := merge.due(self._book.pieces(spec.name)):
                merge.sweep(self.root, self._book)
                rows = self.collect(self._rows_of(spec, run))
                path, stamp = merge.keep(self.root, self.state, self._book, spec, run, rows)
                self._seen.stamps[path] = stamp
                self.refresh()

    def declare(self, dataset: Dataset) -> None:
        """Set a dataset's standing; the same one again changes nothing."""
        with self.writing():
            if self._book.datasets.get(dataset.name) != dataset:
                self._enter("dataset", asdict(dataset))

    def _enter(self, kind: Kind, body: Mapping[str, object], parts: Parts = ()) -> None:
        entry = chained(self._book, kind, body)
        with self.state.changing() as connection:
            self.state.append(connection, entry)
            for batch, issues in parts:
                quarantine.add(connection, issues, batch.id)
        self.refresh()

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
        self._check_table(table)
        return self._rows_of(spec, self._book.pieces(table))

    def _rows_of(self, spec: Table, pieces: Iterable[Piece]) -> pl.LazyFrame:
        files = [file for piece in pieces for file in piece.files]
        if not files:
            return pl.LazyFrame(schema=spec.schema)
        self._seen.check({file.path: file.sha256 for file in files})
        # A store may lie in a folder with [ or * in its name: paths are never patterns.
        paths = [self.root / file.path for file in files]
        return pl.scan_parquet(paths, schema=spec.columns, glob=False)

    def _check_table(self, table: str) -> None:
        """Raise IntegrityError if the logs of what is read, or the table's newest, are not as entered."""
        self._seen.check_logs(self._book.single(table))
        check_not_ahead(self.root, self.state, self._book, table, self._writing)

    def collect(self, lazy: pl.LazyFrame) -> pl.DataFrame:
        """Run a query over `scan`; a failing read is an IntegrityError, never a panic."""
        with panics("reading market tables"):
            return lazy.collect()

    # ---------------------------------------------------------------- doctor, quarantine

    def verify(self, full: bool = True) -> tuple[Issue, ...]:
        """Everything that is not as the ledger says.

        `full` hashes every file again; else a file whose size, times and place are unchanged is
        believed, so that rot which leaves them as they were goes unseen.
        """
        made = doctor.made(self.root, self.state)
        self._ledger = Ledger()  # the whole chain, from its first entry
        self.refresh()
        stamps = {} if full else self._seen.stamps
        return doctor.verify(self.root, self.state, self._book, stamps, made)

    def repair(self) -> tuple[str, ...]:
        """Put right what can be put right; one sentence for each thing done."""
        with self.writing():
            self._ledger = Ledger()
            self.refresh()
            told = self.recovered
            self.recovered = ()
            merge.sweep(self.root, self._book)
            while actions := doctor.unmerging(self.root, self._book):
                told += self._carry_out(actions)
            return told + self._carry_out(doctor.plan(self.root, self.state, self._book))

    def _carry_out(self, actions: Iterable[doctor.Action]) -> tuple[str, ...]:
        told = []
        for action in actions:
            if action.entry is not None:
                self._enter(*action.entry)
            action.run()
            told.append(action.sentence)
        return tuple(told)

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
