"""Rows that were held back: those of one standing, of a check or a file where they are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.desk.on_file import Spanning
from rotascope.errors import NoAnswer
from rotascope.store.backend import StoreBackend

if TYPE_CHECKING:
    from rotascope.store.market import Held, Market
    from rotascope.store.quarantine import Standing

__all__ = ["listed", "matching", "quarantine"]


def quarantine(backend: Spanning, state: Standing, check: str, file: str) -> tuple[Held, ...]:
    """As `listed`, of a desk's rows. Raises NoAnswer for rows in memory, of which none is held."""
    if not isinstance(backend, StoreBackend):
        raise NoAnswer("nothing is held of rows in memory", "a store", "`rotascope import FILE`")
    return listed(backend.market, state, check, file)


def listed(market: Market, state: Standing, check: str = "", file: str = "") -> tuple[Held, ...]:
    """Rows of one standing that match, oldest first. Raises NoAnswer where there are only others."""
    held = market.quarantine_list(state=state)
    told = matching(held, check, file)
    if held and not told:
        asked = " and ".join(f"{n} '{v}'" for n, v in (("check", check), ("file", file)) if v)
        what = f"no {state} row is of {asked}, of {len(held):,} in all"
        raise NoAnswer(what, "", "`rotascope quarantine` lists checks and files")
    return told


def matching(held: Sequence[Held], check: str = "", file: str = "") -> tuple[Held, ...]:
    """Those of one check (Q13, whatever its case), of files whose name has `file` in it; "" = any."""
    return tuple(
        one
        for one in held
        if (not check or one.check.upper() == check.strip().upper()) and file in one.source
    )
