"""Every stock of the store as one dense time-major matrix of total-return levels, those of raw bars too.

A line that two datasets hold has a column of each: which of them speaks depends on what was known,
so the panel chooses (`chosen`), never the build. One scatter of integers makes the matrix (a wide pivot
in a frame library takes a minute); it is kept beside the store by table version and mapped into memory.
A panel takes the rows up to its own day, so it is made once per table version, not once per date asked
about; only rows that became known late make another vintage of it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.caches import cached
from rotascope.catalog import Catalog
from rotascope.maths import adjust
from rotascope.panel import Panel
from rotascope.sessions import Days
from rotascope.store import derived

__all__ = ["Dense", "Flags", "Levels", "LongBackend", "LongReturns", "chosen", "dense", "is_stock"]

Levels = NDArray[np.float32]
Flags = NDArray[np.bool_]
LongReturns = tuple[
    NDArray[np.int32], Days, Days, NDArray[np.float32], NDArray[np.int32], list[str], list[str]
]
KEPT_FILES = 3
DIGEST, CHUNK = 32, 1 << 22
DAY = "datetime64[D]"


class LongBackend(Protocol):
    """What a dense build needs beyond `panel.Backend`: every stored return in one pass."""

    cache_folder: Path | None

    def long_returns(self) -> LongReturns:
        """(instrument codes, days, known_at, tr, dataset codes, instruments, datasets), sorted."""

    def fingerprint(self) -> str:
        """Changes whenever any table changes."""


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """Every stock of the store: days (T,), levels (T, N); one column per line and dataset.

    `begins` (N,) is a column's first day, `datasets` (N,) where it comes from.
    """

    days: Days
    instruments: tuple[str, ...]
    datasets: tuple[str, ...]
    begins: Days
    levels: Levels


def chosen(matrix: Dense, panel: Panel) -> dict[str, int]:
    """The column of each line that has begun by the panel's date.

    Of two datasets the one of lower precedence that had begun by then, as `Panel.series` takes it.
    """
    begun = np.flatnonzero(matrix.begins <= np.datetime64(panel.as_of)).tolist()
    at: dict[str, int] = {}
    for column in begun:
        name = matrix.instruments[column]
        other = at.get(name)
        if other is None or _before(matrix, panel, column, other):
            at[name] = column
    return at


def _before(matrix: Dense, panel: Panel, one: int, other: int) -> bool:
    return panel.rank(matrix.datasets[one]) < panel.rank(matrix.datasets[other])


def is_stock(instrument: str, catalog: Catalog) -> bool:
    listed = catalog.by_id(instrument)
    return listed.kind == "stock" if listed else instrument.startswith("US:")


def _kept(long: LongReturns, vintage: np.datetime64 | None, stock: Flags) -> Flags:
    """Rows of stocks known by `vintage` or on their own day, the newest version per key."""
    codes, days, known, _, sources, _, _ = long
    kept = stock[codes]
    late = known != days
    if not late.any():
        return kept
    kept &= ~late if vintage is None else ~late | (known <= vintage)
    rows = np.flatnonzero(kept)
    same = (codes[rows[1:]] == codes[rows[:-1]]) & (days[rows[1:]] == days[rows[:-1]])
    same &= sources[rows[1:]] == sources[rows[:-1]]
    kept[rows[:-1][same]] = False
    return kept


def _blocks(codes: NDArray[np.int32], sources: NDArray[np.int32]) -> NDArray[np.int64]:
    """Bounds (k + 1,) of the runs of one line from one dataset."""
    edge = np.flatnonzero((codes[1:] != codes[:-1]) | (sources[1:] != sources[:-1])) + 1
    return np.concatenate([[0], edge, [len(codes)]])


def _scatter(long: LongReturns, kept: Flags) -> Dense:
    """Levels of the kept rows, a column per line and dataset, by line and then dataset."""
    codes, days, tr, sources = long[0][kept], long[1][kept], long[3][kept], long[4][kept]
    if not len(codes):
        return Dense(days, (), (), days, np.empty((0, 0), np.float32))
    bounds = _blocks(codes, sources)
    lows = bounds[:-1][np.lexsort((sources[bounds[:-1]], codes[bounds[:-1]]))]
    highs = bounds[np.searchsorted(bounds, lows) + 1]
    numbers = days.astype(DAY).astype(np.int64)
    first = int(numbers.min())
    seen = np.zeros(int(numbers.max()) - first + 1, dtype=bool)
    seen[numbers - first] = True
    place = np.cumsum(seen) - 1
    # Filled line by line, where the writes are neighbours, then turned.
    lines = np.full((len(lows), int(seen.sum())), np.nan, np.float32)
    for row, (low, high) in enumerate(zip(lows.tolist(), highs.tolist(), strict=True)):
        growth = 1.0 + np.nan_to_num(tr[low:high].astype(np.float64))
        lines[row, place[numbers[low:high] - first]] = np.cumprod(growth)
    return Dense(
        (np.flatnonzero(seen) + first).astype(DAY),
        tuple(long[5][code] for code in codes[lows].tolist()),
        tuple(long[6][code] for code in sources[lows].tolist()),
        days[lows].astype(DAY),
        np.ascontiguousarray(lines.T),
    )


_IN_MEMORY: WeakKeyDictionary[Any, dict[str, Dense]] = WeakKeyDictionary()
# Handed from the first question to the build that follows it: hundreds of megabytes, not kept.
_LONG: WeakKeyDictionary[Any, LongReturns] = WeakKeyDictionary()
_LATE: WeakKeyDictionary[Any, tuple[str, Days]] = WeakKeyDictionary()


@cache
def _layout() -> str:
    """A digest of what builds: another way of building is another matrix."""
    files = (__file__, derived.__file__, adjust.__file__)
    return hashlib.sha256(b"".join(Path(file).read_bytes() for file in files)).hexdigest()[:12]


def dense(panel: Panel) -> Dense:
    """The matrix for a panel's vintage: from memory, else from disk, else built."""
    backend = cast(LongBackend, panel.backend)
    late = _late_days(backend, panel.catalog)
    late = late[late <= np.datetime64(panel.as_of)]
    vintage = late[-1] if len(late) else None
    key = f"{backend.fingerprint()}|{vintage}|{_layout()}"
    held = _IN_MEMORY.setdefault(backend, {})
    if key not in held:
        held[key] = _load(backend.cache_folder, key) or _build(panel, vintage, key)
    return held[key]


def _late_days(backend: LongBackend, catalog: Catalog) -> Days:
    """Days on which rows of stocks became known later than their own day; kept beside the store."""
    version = backend.fingerprint()
    known = _LATE.get(backend)
    if known is None or known[0] != version:
        known = version, _stored_late(backend, version, catalog)
        _LATE[backend] = known
    return known[1]


def _stored_late(backend: LongBackend, version: str, catalog: Catalog) -> Days:
    folder = backend.cache_folder
    name = hashlib.sha256(f"{version}|{_layout()}".encode()).hexdigest()[:20]
    path = folder / f"late-{name}.npy" if folder else None
    kept = _read(path) if path is not None else None
    if kept is not None:
        return np.asarray(kept)
    long = _LONG.setdefault(backend, backend.long_returns())
    # Monthly portfolios become known weeks after their month; no column here is made of them.
    stock = np.array([is_stock(name, catalog) for name in long[5]], dtype=bool)
    late = np.unique(long[2][(long[2] != long[1]) & stock[long[0]]])
    if path is not None:
        _write(path, late)
    return late


def _build(panel: Panel, vintage: np.datetime64 | None, key: str) -> Dense:
    backend = cast(LongBackend, panel.backend)
    long = _LONG.pop(backend, None) or backend.long_returns()
    stock = np.array([is_stock(name, panel.catalog) for name in long[5]], dtype=bool)
    made = _scatter(long, _kept(long, vintage, stock))
    if backend.cache_folder is None:
        return made
    stem = _stem(backend.cache_folder, key)
    _write(stem.with_suffix(".days.npy"), made.days)
    names = [made.instruments, made.datasets, made.begins.astype(str).tolist()]
    _write(stem.with_suffix(".names.npy"), np.array(names, dtype=np.str_))
    _write(stem.with_suffix(".levels.npy"), made.levels)
    _prune(backend.cache_folder)
    return _load(backend.cache_folder, key) or made


def _stem(folder: Path, key: str) -> Path:
    return folder / f"members-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def _write(path: Path, values: NDArray[Any]) -> None:
    cached(path, lambda partial: _write_whole(partial, values))


def _write_whole(path: Path, values: NDArray[Any]) -> None:
    with path.open("w+b") as file:
        np.save(file, values, allow_pickle=False)
        file.seek(0)
        file.write(hashlib.file_digest(file, "sha256").digest())
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, mode: Literal["r"] | None = None) -> NDArray[Any] | None:
    """The array if the file is whole: it ends with the digest of all that is before; else None."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size - DIGEST
            digest = hashlib.sha256()
            while size > 0 and (chunk := file.read(min(size, CHUNK))):
                digest.update(chunk)
                size -= len(chunk)
            if size or file.read() != digest.digest():
                return None
        return cast(NDArray[Any], np.load(path, mmap_mode=mode, allow_pickle=False))
    except (OSError, ValueError, EOFError):
        return None


def _load(folder: Path | None, key: str) -> Dense | None:
    if folder is None:
        return None
    stem = _stem(folder, key)
    levels = _read(stem.with_suffix(".levels.npy"), "r")
    days, names = _read(stem.with_suffix(".days.npy")), _read(stem.with_suffix(".names.npy"))
    if levels is None or days is None or names is None:
        return None
    instruments, datasets, begins = names.tolist()
    return Dense(days, tuple(instruments), tuple(datasets), np.array(begins, DAY), levels)


def _prune(folder: Path) -> None:
    """Matrices of older table versions are large and never asked for again."""
    files = sorted(folder.glob("members-*.levels.npy"), key=lambda p: p.stat().st_mtime)
    for old in files[:-KEPT_FILES]:
        for part in ("levels", "days", "names"):
            with suppress(OSError):  # what cannot be removed is in nobody's way
                old.with_name(old.name.replace(".levels.", f".{part}.")).unlink(missing_ok=True)
