"""One writer at a time: an advisory lock on one file, held by the kernel, so a crash releases it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rotascope.errors import IntegrityError, StoreBusy
from rotascope.store.files import unwritable

__all__ = ["Waiting", "held", "try_lock"]

PAUSE_SECONDS = 0.02
PATIENT_SECONDS = 1.0  # a wait as short as this is nobody's concern

Waiting = Callable[[str, float], None]
"""Told once that a writer waits: for which process, and for how many seconds at most."""


def try_lock(path: Path) -> int | None:
    """An open handle that holds the lock, or None while another process (or thread) holds it.

    The holder's process id is written into the file: a message can then name it. Closing the
    handle releases the lock. Raises DataTrouble where nothing may be written, the disk is full, or
    the file is a link.
    """
    import fcntl  # POSIX only; reading a store needs no lock

    try:
        # Whoever may open the file may hold the lock for ever: nobody who may not write here. A link
        # would have the process id written into the file it names.
        shared = 0o060 if path.parent.stat().st_mode & 0o020 else 0
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600 | shared)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise IntegrityError(
                f"{path} is a link", "the lock of a store, a plain file", "removing it"
            ) from error
        trouble = unwritable(error, f"writing to the store {path.parent}")
        if trouble is None:
            raise
        raise trouble from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    with suppress(OSError):  # a full disk: the lock is held all the same
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle


def _holder(path: Path) -> str:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    return f"process {text}" if text.isdigit() else "another process"


@contextmanager
def held(path: Path, wait_seconds: float, waiting: Waiting | None = None) -> Iterator[None]:
    """Hold the lock; wait at most `wait_seconds` for it, then raise StoreBusy with the holder's id.

    `waiting` is called once, when the wait has lasted a second.
    """
    handle, begun = try_lock(path), time.monotonic()
    while handle is None:
        waited = time.monotonic() - begun
        if waiting is not None and waited >= PATIENT_SECONDS:
            waiting(_holder(path), wait_seconds)
            waiting = None
        if waited >= wait_seconds:
            raise StoreBusy(
                f"{_holder(path)} is writing to the store {path.parent}",
                f"the writer's lock within {wait_seconds:g} s",
                "again when that process has ended",
            )
        time.sleep(PAUSE_SECONDS)
        handle = try_lock(path)
    try:
        yield
    finally:
        os.close(handle)
