"""Funds, swaps and articles of the planted market, with what is true of them.

PW:WRAP holds the few by swaps, PW:WIDE the rest. Creations flow into PW:SMALL and PW:WIDE from
`SHIFTED` sessions before the end on; the last 20 sessions PW:WRAP trades at `RICH` above its NAV.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.catalog import load
from rotascope.providers.planted_tables import frame
from rotascope.sessions import Days

__all__ = ["CREATED", "DEALERS", "RICH", "SHIFTED", "SWAPS", "structure"]

Vector = NDArray[np.float64]
SHIFTED, CREATED = 200, 0.002  # sessions before the end; of the shares outstanding, a session
RICH = 0.02
SWAPS = 0.7  # notional over net assets of PW:WRAP
DEALERS = {"First Dealer": 0.6, "Second Dealer": 0.4}
SWAPPED = ("PW01", "PW02", "PW04", "PW05")
FUNDS = {"PW:WRAP": 90e6, "PW:WIDE": 40e6, "PW:SMALL": 60e9, "PW:LARGE": 500e9}


def structure(days: Days, draw: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Tables funds, bars (of the two funds), derivatives and sentiment."""
    navs = {fund: _nav(len(days), draw) for fund in FUNDS}
    return {
        "funds": _funds(days, navs, draw),
        "bars": _bars(days, navs, draw),
        "derivatives": _swaps(days),
        "sentiment": _articles(days, draw),
    }


def _nav(count: int, draw: np.random.Generator) -> Vector:
    return np.asarray(50.0 * np.exp(np.cumsum(0.01 * draw.standard_normal(count))))


def _funds(days: Days, navs: dict[str, Vector], draw: np.random.Generator) -> pl.DataFrame:
    """Sizes known a session later: the one of the last day is not out yet."""
    parts = []
    for fund, assets in FUNDS.items():
        nav, count = navs[fund], len(days)
        made = 0.004 * draw.standard_normal(count)
        if fund in ("PW:SMALL", "PW:WIDE"):
            made[max(count - SHIFTED, 1) :] += CREATED
        shares = assets / nav[0] * np.exp(np.cumsum(made))
        parts.append(
            frame(
                "funds",
                {
                    "fund": [fund] * (count - 1),
                    "date": days[:-1],
                    "known_at": days[1:],
                    "net_assets": (shares * nav)[:-1],
                    "shares_outstanding": shares[:-1],
                    "nav": nav[:-1],
                },
            )
        )
    return pl.concat(parts)


def _bars(days: Days, navs: dict[str, Vector], draw: np.random.Generator) -> pl.DataFrame:
    parts = []
    for fund in ("PW:WRAP", "PW:WIDE"):
        off = 0.0005 * draw.standard_normal(len(days))
        if fund == "PW:WRAP":
            off[-20:] += RICH
        close = navs[fund] * (1.0 + off)
        instrument = load().instrument_id(fund, days[-1].item())
        columns = {name: close for name in ("open", "high", "low", "close")}
        parts.append(
            frame(
                "bars",
                {
                    "instrument": [instrument] * len(days), "date": days, "known_at": days,
                    "volume": draw.integers(20_000, 60_000, len(days)),
                    "basis": ["split"] * len(days), **columns,
                },
            )
        )  # fmt: skip
    return pl.concat(parts)


def _swaps(days: Days) -> pl.DataFrame:
    """Month-end files of PW:WRAP, known a session later: each line with each dealer."""
    months = days.astype("datetime64[M]")
    at = np.flatnonzero(months[1:] != months[:-1])
    lines = [(name, dealer, share) for name in SWAPPED for dealer, share in DEALERS.items()]
    names, dealers, shares = (list(column) for column in zip(*lines, strict=True))
    weight = SWAPS * np.array(shares) / len(SWAPPED)
    many, count = len(lines), len(at)
    return frame(
        "derivatives",
        {
            "fund": ["PW:WRAP"] * (many * count),
            "date": np.repeat(days[at], many),
            "line": np.tile(np.arange(1, many + 1), count),
            "known_at": np.repeat(days[at + 1], many),
            "kind": ["swap"] * (many * count),
            "underlying": names * count,
            "name": [f"Planted swap on {name}" for name in names] * count,
            "notional": np.tile(weight * FUNDS["PW:WRAP"], count),
            "weight": np.tile(weight, count),
            "counterparty": dealers * count,
            "maturity": np.repeat(days[at] + np.timedelta64(365, "D"), many),
        },
    )


def _articles(days: Days, draw: np.random.Generator) -> pl.DataFrame:
    """An article on each side every third session, kinder to small and the rest after the shift."""
    at = np.arange(60, len(days), 3)
    kinder = np.where(at >= len(days) - SHIFTED, 0.3, 0.0)
    said = {"PW:SMALL": kinder, "PW:REST": kinder, "PW:LARGE": 0.0 * kinder, "PW:FEW": 0.0 * kinder}
    entities = [*said, "market"]
    score = np.concatenate([*said.values(), np.where(draw.random(len(at)) < 0.8, 0.5, -0.5)])
    score[: 4 * len(at)] += 0.3 * draw.standard_normal(4 * len(at))
    names = np.repeat(np.array(entities, dtype=object), len(at)).tolist()
    many = len(names)
    return frame(
        "sentiment",
        {
            "entity": names,
            "date": np.tile(days[at], len(entities)),
            "item": [f"planted-{i}" for i in range(many)],
            "known_at": np.tile(days[at], len(entities)),
            "score": np.clip(score, -1.0, 1.0),
            "label": ["neutral"] * many,
            "kind": ["call" if name == "market" else "article" for name in names],
            "title": [f"Planted words {i}" for i in range(many)],
        },
    )
