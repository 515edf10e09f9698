"""Bytes on disk: forcing them down, hashing them, and stamps that save hashing them again.

Delta's own writer never asks the disk to keep what it wrote, so every file of a commit is forced
down here before the commit is acknowledged. A stamp is what the file system said about a file when
it was last hashed in full; a file whose stamp is unchanged is not hashed again by readers.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rotascope.errors import DataTrouble, IntegrityError

__all__ = [
    "Stamp",
    "checked_stamp",
    "follow",
    "fsync_file",
    "fsync_folder",
    "hashed",
    "sha256_of",
    "stamp_of",
    "unwritable",
]

# Written as Polars and Delta print them, so that one list serves their errors and the system's own.
SYSTEM = re.compile(r"os error (\d+)")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file with these bytes. ctime cannot be set back by a program."""

    sha256: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    def same_file(self, other: Stamp) -> bool:
        """Whether the file system reports the two as one untouched file."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.inode) == (
            other.size,
            other.mtime_ns,
            other.ctime_ns,
            other.inode,
        )


def _force(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fsync_file(path: Path) -> None:
    """Return once the file's bytes are on disk."""
    _force(path, os.O_RDONLY)


def fsync_folder(path: Path) -> None:
    """Return once the folder's list of names is on disk."""
    _force(path, os.O_RDONLY | os.O_DIRECTORY)


def follow(root: Path, *paths: Path) -> None:
    """Take from these files and folders every right that the store's own folder does not give."""
    allowed = root.stat().st_mode & 0o777
    for path in paths:
        mode = path.stat().st_mode & 0o777
        if mode & ~allowed:
            with suppress(OSError):  # some media know no rights
                path.chmod(mode & allowed)


def unwritable(error: BaseException, what: str) -> DataTrouble | None:
    """What to raise if doing `what` failed because a disk is full or nothing may be written there."""
    said = SYSTEM.search(str(error))
    number = getattr(error, "errno", None) or (int(said.group(1)) if said else 0)
    if number in FULL:
        return DataTrouble(
            f"{what} failed: the disk is full", "free space", "again with more of it"
        )
    if number in CLOSED:
        return DataTrouble(
            f"{what} failed: nothing may be written there",
            "a store you may write to",
            "a copy of it that is yours",
        )
    return None


def sha256_of(path: Path) -> str:
    """Hex digest of the file's bytes, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stamp_of(path: Path, sha256: str = "") -> Stamp:
    """The file's stamp as the file system tells it now, with a digest known from elsewhere."""
    stat = path.stat()
    return Stamp(sha256, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def hashed(path: Path) -> Stamp:
    """Hash the file in full. The stamp is empty of identity if the file changed while being read."""
    before = stamp_of(path)
    digest = sha256_of(path)
    after = stamp_of(path, digest)
    if not after.same_file(before):
        raise IntegrityError(f"{path} changed while it was read", "a file nobody writes", "again")
    return after


def checked_stamp(path: Path, sha256: str, known: Stamp | None) -> Stamp:
    """The stamp of a file that holds the bytes of `sha256`, hashing it only if it may have changed.

    Raises IntegrityError if the file is gone or holds other bytes.
    """
    hint = "`rotascope doctor`, which says what can be repaired"
    try:
        now = stamp_of(path, sha256)
        if known is not None and known.sha256 == sha256 and known.same_file(now):
            return now
        found = hashed(path)
    except OSError as gone:
        what = f"{path} cannot be read ({gone.strerror})"
        raise IntegrityError(what, "the file that the commit ledger lists", hint) from gone
    if found.sha256 != sha256:
        what = f"{path} differs from what was committed (sha256 {found.sha256[:12]})"
        raise IntegrityError(what, f"sha256 {sha256[:12]}, as the commit ledger says", hint)
    return found
