"""Many small files of a table become one more, with the same rows in the same order.

A day of `sync` makes some twenty commits, and a reader opens a file for each. Runs of neighbouring
pieces of one level are merged into a piece of the next: after n commits a reader opens about
FANOUT x log(n) files, and a row is written once more a level. The files a piece was made of stay: they
are its spare copies, used again if it is damaged. An answer never depends on what was merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import polars as pl

from rotascope.errors import IntegrityError
from rotascope.store.files import Stamp, hashed
from rotascope.store.ledger import Book, Piece, chained, piece_body
from rotascope.store.state import State
from rotascope.store.tables import Table
from rotascope.store.write import write_data

__all__ = ["FANOUT", "due", "keep", "sweep"]

FANOUT = 16
ROWS = 1_000_000
"""A merged piece holds at most so many rows: it is made in memory."""


def due(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The first run of neighbours that is long enough to become one piece; () if there is none."""
    for _, neighbours in groupby(pieces, key=lambda piece: piece.level):
        for run in _fitting(neighbours):
            if len(run) >= FANOUT:
                return tuple(run)
    return ()


def _fitting(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces, parted wherever one more would make too many rows."""
    run: list[Piece] = []
    for piece in pieces:
        if run and sum(one.rows for one in run) + piece.rows > ROWS:
            yield run
            run = []
        run.append(piece)
    yield run


def keep(
    root: Path, state: State, book: Book, table: Table, run: Sequence[Piece], frame: pl.DataFrame
) -> tuple[str, Stamp]:
    """Write `frame`, the rows of `run`, as one piece, and enter it; its path and stamp.

    Under the writer's lock. The file is on disk before the ledger names it; what a crash leaves before
    that is swept.
    """
    rows, first, last = sum(piece.rows for piece in run), run[0].first, run[-1].last
    if len(frame) != rows:
        raise IntegrityError(
            f"'{table.name}' {first} to {last} hold {len(frame)} rows", f"{rows}", "a bug report"
        )
    file = write_data(root, table, f"merged/{table.name}/{first:06d}-{last:06d}.parquet", frame)
    piece = Piece(first, last, run[0].level + 1, rows, (file,))
    entry = chained(book, "merge", piece_body(table.name, piece))
    spare = [one.path for part in run for one in part.files]
    spare += [book.logs[table.name, part.first].log_path for part in run if not part.level]
    stamp = hashed(root / file.path)
    with state.changing() as connection:
        state.append(connection, entry)
        state.drop_stamps(connection, spare)
        state.keep_stamps(connection, [(file.path, stamp)])
    return file.path, stamp


def sweep(root: Path, book: Book) -> None:
    """Remove merged files that the ledger never named: copies that a crash left half made."""
    named = {
        root / file.path for made in book.merged.values() for piece in made for file in piece.files
    }
    for path in (root / "merged").glob("*/*.parquet"):
        if path not in named:
            path.unlink()
