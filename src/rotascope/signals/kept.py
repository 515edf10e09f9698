"""What every signal says as of a date, kept beside the store: asked twice, computed once.

The key holds the state of the tables, the date and a digest of our own source files (see `memo`), so
neither a new row nor new code is answered from an old file. Numbers are kept so that they read back
exactly as they were.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rotascope.caches import cached
from rotascope.memo import memo_path
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.terms import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["readings"]

UNKEPT = ("sentiment",)
"""Families that are measured anew: an article's scores come without a new state of the tables."""


def readings(
    panel: Panel, names: Sequence[str] | None = None, *, null: bool = True
) -> tuple[Reading, ...]:
    """Readings of every registered signal, or of `names` in their order, without their histories.

    All of them are kept once all were asked for; a few are computed, unless all are kept. Panels over
    frames in memory keep nothing. `null=False` leaves out what noise would show. Raises UnknownName.
    """
    wanted = tuple(SIGNALS) if names is None else tuple(SIGNALS[name].name for name in names)
    path = _path(panel, null)
    held = None if path is None else _read(path)
    if held is None:
        made = tuple(one.reading for one in measure(panel, wanted, null=null))
        if path is not None and set(wanted) == set(SIGNALS):
            text = _adapter().dump_json(made)
            cached(path, lambda partial: partial.write_bytes(text))
        return made
    fresh = [name for name in wanted if SIGNALS[name].family in UNKEPT]
    held |= (
        {one.reading.signal: one.reading for one in measure(panel, fresh, null=null)}
        if fresh
        else {}
    )
    return tuple(held[name] for name in wanted)


def _path(panel: Panel, null: bool) -> Path | None:
    # Other packages' signals join by entry point: their names are not in our source files.
    return memo_path(panel, "readings", f"{null}|{','.join(SIGNALS)}", "json")


def _read(path: Path) -> dict[str, Reading] | None:
    """The kept readings by name; None for no file and for one that is not whole."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    try:
        found: tuple[Reading, ...] = _adapter().validate_json(raw, strict=True)
    except ValueError:
        return None
    held = {one.signal: one for one in found}
    return held if set(held) == set(SIGNALS) else None


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter  # 0.1 s, which a start without this question need not pay

    return TypeAdapter(tuple[Reading, ...])
