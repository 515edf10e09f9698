"""What a file's price lines say of themselves: the checks that read each line from its first row on.

Returns have no bars on file to be set beside, so they are judged here whole; of bars what depends on
the rows before them, or on splits, waits for `continued`.
"""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.announced import no_splits
from rotascope.ingest.checks.frozen import frozen
from rotascope.ingest.checks.gaps import gaps
from rotascope.ingest.checks.listed import listed
from rotascope.ingest.checks.named import begun_anew, named
from rotascope.ingest.checks.units import units
from rotascope.ingest.lines import lines
from rotascope.providers.jobs import Symbols

__all__ = ["bars_along", "levels_along"]


def levels_along(
    frame: pl.DataFrame, symbols: Symbols, absent: pl.DataFrame | None
) -> list[pl.DataFrame]:
    """Adjusted closes: Q07, Q22, Q17, Q12, Q19. Returns without a level: Q07, Q22, Q12 only.

    `absent` rows are held by earlier checks and leave no gap. A split does not show in an adjusted
    close, so none is an excuse.
    """
    read = lines(frame)
    if "level" not in frame.columns:
        return [
            *listed(frame, read),
            *named(frame, read, None, symbols),
            *gaps(frame, read, absent),
        ]
    return [
        *listed(frame, read),
        *named(frame, read, "level", symbols),
        *begun_anew(frame, read, "level", no_splits),
        *units(frame, read, "level", no_splits, settled=True),
        *gaps(frame, read, absent),
        *frozen(frame, read, "level"),
    ]


def bars_along(
    frame: pl.DataFrame, symbols: Symbols, absent: pl.DataFrame | None
) -> list[pl.DataFrame]:
    """Bars: Q07, Q22, Q12, and Q17 where a line comes back to its unit."""
    read = lines(frame)
    return [
        *listed(frame, read),
        *named(frame, read, "close", symbols),
        *units(frame, read, "close", no_splits, settled=False),
        *gaps(frame, read, absent),
    ]
