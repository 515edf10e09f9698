"""What the planted market holds beside prices: one file a part, so that every family reads something.

A part is `part(days, draw) -> {table: frame}` in the schemas of `store.tables`, dataset `planted`.
`days` are the planted market's sessions; a part may begin years before the first of them (monthly
and quarterly series) and must know its rows no earlier than a reader could. Each part draws from a
generator of its own, seeded by the world's seed and its name: adding a part changes no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zlib import crc32

import numpy as np
import polars as pl

from rotascope.providers.planted_parts.claims import claims
from rotascope.providers.planted_parts.fundamentals import part as fundamentals_part
from rotascope.providers.planted_parts.groups import part as groups_part
from rotascope.providers.planted_parts.macro import macro as macro_part
from rotascope.providers.planted_parts.structure import structure
from rotascope.sessions import Days

__all__ = ["PARTS", "beside"]

Part = Callable[[Days, np.random.Generator], Mapping[str, pl.DataFrame]]
PARTS: dict[str, Part] = {
    "claims": claims,
    "fundamentals": fundamentals_part,
    "groups": groups_part,
    "macro": macro_part,
    "structure": structure,
}


def beside(days: Days, seed: int) -> dict[str, list[pl.DataFrame]]:
    """Per table the frames of every part."""
    found: dict[str, list[pl.DataFrame]] = {}
    for name, part in PARTS.items():
        for table, frame in part(days, np.random.default_rng([seed, crc32(name.encode())])).items():
            found.setdefault(table, []).append(frame)
    return found
