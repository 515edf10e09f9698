"""What is read was seen to be what the ledger says: files by digest, tables by their newest version.

A stamp spares hashing a file again whose times, size and place are unchanged. Rot on the disk that
leaves them so is found by a full `doctor` only.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from rotascope.errors import DataTrouble, IntegrityError
from rotascope.store.files import Stamp, checked_stamp
from rotascope.store.ledger import Book, Commit, log_path
from rotascope.store.state import State

__all__ = ["Seen", "check_not_ahead", "remember"]


class Seen:
    """Files of one store that were seen to hold the bytes that were committed."""

    def __init__(self, root: Path, state: State) -> None:
        self.root, self.state = root, state
        self.stamps: dict[str, Stamp] = {}

    def check(self, expected: Mapping[str, str]) -> None:
        """Raise IntegrityError unless these files hold these bytes; remember what was hashed."""
        fresh: list[tuple[str, Stamp]] = []
        for path, sha256 in expected.items():
            known = self.stamps.get(path)
            stamp = checked_stamp(self.root / path, sha256, known)
            if stamp != known:
                fresh.append((path, stamp))
        if fresh:
            self.stamps |= dict(fresh)
            remember(self.state, fresh)

    def check_logs(self, commits: Iterable[Commit]) -> None:
        """Raise IntegrityError unless these commits' logs are as they were written."""
        self.check({commit.log_path: commit.log_sha256 for commit in commits})


def remember(state: State, stamps: list[tuple[str, Stamp]]) -> None:
    """Keep stamps of files just hashed; a store that may not be written to is hashed every time."""
    if state.file is not None and not os.access(state.file, os.W_OK):
        return
    with contextlib.suppress(DataTrouble):
        with state.changing() as connection:
            state.keep_stamps(connection, stamps)
        state.close()


def check_not_ahead(root: Path, state: State, book: Book, table: str, writing: bool) -> None:
    """Raise IntegrityError if the table has a version that neither ledger nor an append knows.

    That is what an old copy of the state database, or a lost tail of it, looks like.
    """
    version = book.latest.get(table, -1)
    following = root / log_path(table, version + 1)
    if not following.exists():
        return
    now = state.glance(book.seq)
    if not writing and (now.intents or now.meta.get("head") != book.head):
        return  # a living writer has got this far
    raise IntegrityError(
        f"'{table}' holds {following.name}, which the commit ledger does not know",
        f"version {version} to be the newest",
        "restoring the newest state database, or `rotascope doctor --repair`, which sets it aside",
    )
