"""One writer at a time: an advisory lock on one file, held by the kernel, so a crash releases it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rotascope.errors import StoreBusy

__all__ = ["held", "try_lock"]

PAUSE_SECONDS = 0.02


def try_lock(path: Path) -> int | None:
    """An open handle that holds the lock, or None while another process (or thread) holds it.

    The holder's process id is written into the file: a message can then name it. Closing the
    handle releases the lock.
    """
    import fcntl  # POSIX only; reading a store needs no lock

    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle


def _holder(path: Path) -> str:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    return f"process {text}" if text.isdigit() else "another process"


@contextmanager
def held(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock; wait at most `wait_seconds` for it, then raise StoreBusy with the holder's id."""
    deadline = time.monotonic() + wait_seconds
    handle = try_lock(path)
    while handle is None:
        if time.monotonic() >= deadline:
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
