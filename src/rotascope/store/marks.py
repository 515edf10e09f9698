"""Whether a store says anything else than a moment ago: for whoever keeps answers it once gave.

Wider than the market's fingerprint: articles, rulings, recorded readings and quarantine count too.
What only spares work (stamps, caches) does not, so that reading never looks like writing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from rotascope.store.market import Market
from rotascope.store.tables import JUDGED, RECORDED

__all__ = ["mark", "touched"]

SEALED = ("articles", "findings", "theses", "forecasts", "outcomes")
COUNTED = (
    "SELECT count(*), coalesce(max(id), 0) FROM quarantine",
    "SELECT state, count(*) FROM quarantine GROUP BY state ORDER BY state",
    "SELECT count(*), coalesce(max(at), '') FROM fetches",
)


def mark(market: Market) -> str:
    """16 hex digits over all that a question can be answered from, read anew."""
    market.refresh()
    digest = hashlib.sha256(market.fingerprint().encode())
    for table in (*RECORDED, JUDGED[0]):
        digest.update(f"{table} {market.version(table)}\n".encode())
    for table in SEALED:
        shas = sorted(str(row[0]) for row in market.state.read(f"SELECT sha FROM {table}"))
        digest.update(f"{table} {','.join(shas)}\n".encode())
    for query in COUNTED:
        digest.update(f"{market.state.read(query)}\n".encode())
    return digest.hexdigest()[:16]


def touched(market: Market) -> tuple[tuple[int, int], ...]:
    """(time, size) of the state database's files: where equal, nothing was committed; () if not files."""
    file = market.state.file
    if file is None:
        return ()
    return tuple(_stamp(Path(f"{file}{suffix}")) for suffix in ("", "-wal"))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)
