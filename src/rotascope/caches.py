"""Files that only spare work: written whole or not at all, and passed over where they cannot be kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

__all__ = ["cached"]


def cached(path: Path, write: Callable[[Path], object]) -> bool:
    """Keep what `write` writes to the path it is given as `path`; whether that could be done.

    On a full disk or a medium that is read-only nothing is kept: whoever asks again computes again.
    """
    partial = path.with_name(f"{path.stem}.{os.getpid()}.partial{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(partial)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return False
    return True
