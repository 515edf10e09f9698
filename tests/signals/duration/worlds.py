"""A market whose yield betas are planted: daily yields that walk, lines that answer them and noise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import LAST, lines, sessions_to

SERIES = {"DGS2": 3.0, "DGS10": 4.0, "DFII10": 1.5, "BAMLH0A0HYM2": 4.0, "BAA10Y": 2.0, "DFF": 3.0}


def moves(n: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Daily changes (n,) of each series: independent, 5 bp a day, but real yields follow nominal ones."""
    draw = np.random.default_rng(seed)
    made = {name: 0.05 * draw.standard_normal(n) for name in SERIES}
    made["DFII10"] = 0.8 * made["DGS10"] + 0.3 * made["DFII10"]
    return made


def macro(changes: Mapping[str, np.ndarray], last: date = LAST, late: int = 1) -> pl.DataFrame:
    """Their levels in the table macro, known `late` sessions after their day."""
    every = all_sessions()
    parts = []
    for name, change in changes.items():
        days = sessions_to(last, len(change))
        known = every[np.searchsorted(every, days) + late]
        parts.append(
            frame(
                "macro",
                {
                    "series": [name] * len(days),
                    "date": days,
                    "known_at": known,
                    "value": SERIES.get(name, 100.0) + np.cumsum(change),
                    "unit": ["percent"] * len(days),
                    "assumed": [False] * len(days),
                },
            )
        )
    return pl.concat(parts)


def panel(
    returns: Mapping[str, np.ndarray],
    changes: Mapping[str, np.ndarray],
    last: date = LAST,
    late: int = 1,
) -> Panel:
    """Lines with daily returns (n,) and series with daily changes (n,), as known on `last`."""
    made = lines({name: earned[1:].tolist() for name, earned in returns.items()}, last)
    return Panel(MemoryBackend(made | {"macro": macro(changes, last, late)}), last)


def tilted(
    n: int, beta: Mapping[str, float], noise: float = 0.002, seed: int = 1
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """(returns of IWM and SPY, changes): IWM beats SPY by sum of beta (per cent for each pp) x change."""
    changes = moves(n, seed)
    draw = np.random.default_rng(seed + 1000)
    market = 0.01 * draw.standard_normal(n)
    extra = sum(b * changes[name] / 100.0 for name, b in beta.items())
    log = np.log1p(market) + extra + noise * draw.standard_normal(n)
    return {"IWM": np.expm1(log), "SPY": market}, changes
