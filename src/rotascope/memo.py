"""Arrays that are dear to make, kept beside the store and keyed by table version, never by time.

The key also holds the panel's date, the parameters and a digest of our own source files, so neither new
rows nor new code can be answered from an old file. A file that cannot be read is made again.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rotascope.caches import cached
from rotascope.panel import Panel

__all__ = ["code_digest", "memo", "memo_path", "walking"]

ABOVE = ("surfaces", "figures")
Arrays = Mapping[str, NDArray[np.generic]]
_walking: ContextVar[bool] = ContextVar("walking", default=False)


@contextmanager
def walking() -> Iterator[None]:
    """Nothing is kept or looked up inside the block: a walk asks each of its dates once."""
    token = _walking.set(True)
    try:
        yield
    finally:
        _walking.reset(token)


@cache
def code_digest() -> str:
    """A short digest of the source files (name, size, time of change) that an array can come from.

    What prints and draws stands above all that computes: no array hangs on it.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        if path.relative_to(root).parts[0] in ABOVE:
            continue
        stat = path.stat()
        digest.update(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def memo_path(panel: Panel, name: str, params: str, suffix: str) -> Path | None:
    """Where the answer to a question is kept; None where nothing is: in memory, or on a walk.

    The name holds a digest of the tables' state, the panel's date, `params` and our own code.
    """
    folder = panel.backend.cache_folder
    if folder is None or _walking.get():
        return None
    asked = f"{panel.backend.fingerprint()}|{panel.as_of}|{params}|{code_digest()}"
    return folder / f"{name}-{hashlib.sha256(asked.encode()).hexdigest()[:20]}.{suffix}"


def memo(panel: Panel, name: str, params: str, compute: Callable[[], Arrays]) -> Arrays:
    """`compute()`, or its arrays from the cache folder if the same question was answered before.

    Panels over frames in memory have no cache folder: there it is always computed.
    """
    path = memo_path(panel, name, params, "npz")
    if path is None:
        return compute()
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as stored:
            return {key: stored[key] for key in stored.files}
    except (OSError, ValueError, zipfile.BadZipFile, EOFError, KeyError):
        made = compute()
    cached(path, lambda partial: np.savez(partial, **dict(made)))  # type: ignore[arg-type]
    return made
