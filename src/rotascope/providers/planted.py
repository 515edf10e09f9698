"""A small seeded market whose truth is known: what the product finds in it can be checked.

60 share lines (two of one issuer, one that joins and one that leaves the index PW500, one split),
the indices made from them, a small-cap index, monthly holdings files, a macro series with a
revision, scheduled meetings. Three rotations are planted on each axis, on different days. Nothing
here is real; the same seed gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope import catalog, sessions
from rotascope.errors import BadArgument
from rotascope.providers import planted_parts
from rotascope.providers import planted_tables as tables
from rotascope.registry import provider
from rotascope.sessions import Days
from rotascope.terms import Axis, Leader

__all__ = ["LAST_DAY", "Rotation", "Truth", "frames", "planted"]

Vector = NDArray[np.float64]
LAST_DAY = date(2025, 6, 30)
LINES = tuple(f"PW{i:02d}" for i in range(1, 61))
FEW_LINES = 8  # seven issuers: PW02 and PW03 are two share classes of one
SHARE_CLASSES = ("PW02", "PW03")
JOINS, LEAVES, SPLITS = "PW59", "PW60", "PW05"
# Sessions before the last day on which leadership turns, and who leads from then on. Never on the
# same day on both axes, so that a mix-up of the axes is seen.
TURNS: dict[Axis, tuple[tuple[int, Leader], ...]] = {
    "size": ((1250, "small"), (760, "large"), (330, "small")),
    "concentration": ((1150, "rest"), (600, "few"), (230, "rest")),
}
DRIFT = 0.0011  # a session, relative, in the leader's favour: about 28 % a year
YIELDS = {  # dividend a quarter, fraction of the price before it
    "PW:SMALL": 0.0030,
    "PW:LARGE": 0.0035,
    "PW:FEW": 0.0010,
    "PW:REST": 0.0045,
    "PW:EQUAL": 0.0045,
    "PW:TOP": 0.0030,
}


@dataclass(frozen=True, slots=True)
class Rotation:
    """From `date` on, `leader` leads on `axis`."""

    axis: Axis
    date: date
    leader: Leader


@dataclass(frozen=True, slots=True)
class Truth:
    """What was planted. Ratios 2 for the split: two new shares for one old from its date on."""

    first: date
    last: date
    rotations: tuple[Rotation, ...]
    drift_a_session: float
    few: tuple[str, ...]
    share_classes: tuple[str, str]
    joined: tuple[str, date]
    left: tuple[str, date]
    split: tuple[str, date, int]
    dividend_days: tuple[date, ...]

    def newest(self, axis: Axis) -> Rotation:
        """The last planted rotation of an axis."""
        return [r for r in self.rotations if r.axis == axis][-1]


@provider("planted")
def planted(path: Path | None = None, **options: int) -> Iterator[tuple[str, pl.DataFrame]]:
    """A seeded market with planted rotations, to try and to test without real data."""
    del path  # made, not read
    yield from frames(**options)[0].items()


@lru_cache(maxsize=4)
def _world(seed: int, count: int) -> tuple[dict[str, pl.DataFrame], Truth]:
    end = int(np.searchsorted(sessions.all_sessions(), np.datetime64(LAST_DAY))) + 1
    days = sessions.all_sessions()[end - count : end]
    draw = np.random.default_rng(seed)
    members, active = _members(draw, count)
    caps = _start_caps() * np.cumprod(1.0 + np.nan_to_num(members), axis=0)
    lines = _indices(draw, members, active, caps)
    dividends = tables.quarter_ends(days)
    instrument = catalog.load().instrument_id
    ids = {name: instrument(name, LAST_DAY) for name in (*lines, *LINES)}
    stocks = {line: members[:, i] for i, line in enumerate(LINES)}
    joined, left, split = (days[i].item() for i in _changes(count))
    made = {
        "returns": tables.returns({ids[n]: r for n, r in (lines | stocks).items()}, days),
        "bars": tables.bars({ids[n]: (lines[n], YIELDS[n]) for n in lines}, days, dividends, draw),
        "holdings": tables.holdings(
            "PW:LARGE", LINES, days, np.where(active, caps, 0.0), (SPLITS, split, 2)
        ),
        "members": tables.members("PW500", LINES, days, {JOINS: joined}, {LEAVES: left}),
        "macro": tables.macro(days, draw),
        "events": tables.meetings(days),
    }
    for table, parts in planted_parts.beside(days, seed).items():
        made[table] = pl.concat([made[table], *parts] if table in made else parts)
    truth = Truth(
        days[0].item(),
        days[-1].item(),
        _rotations(days),
        DRIFT,
        LINES[:FEW_LINES],
        SHARE_CLASSES,
        (JOINS, joined),
        (LEAVES, left),
        (SPLITS, split, 2),
        tuple(d.item() for d in days[dividends]),
    )
    return made, truth


def frames(seed: int = 7, sessions: int = 1500) -> tuple[dict[str, pl.DataFrame], Truth]:
    """The planted market: a frame per table in that table's schema, and the truth behind it.

    `sessions` (900 or more) end on 2025-06-30. Same arguments, same bytes.
    """
    if sessions < 900:
        raise BadArgument(f"{sessions} sessions", "900 or more: the rotations need room")
    made, truth = _world(seed, sessions)
    return dict(made), truth


def _rotations(days: Days) -> tuple[Rotation, ...]:
    return tuple(
        Rotation(axis, days[len(days) - ago].item(), who)
        for axis, turns in TURNS.items()
        for ago, who in turns
        if ago < len(days)
    )


def _changes(count: int) -> tuple[int, int, int]:
    """Row of the addition (first day in), of the deletion (last day in) and of the split."""
    return count - 450, count - 400, count - 500


def _start_caps() -> Vector:
    """Market values (60,) on the eve: a power law, so that the few weigh about half."""
    return np.asarray(1.0 / np.arange(1.0, len(LINES) + 1.0) ** 0.95)


def _drift(axis: Axis, count: int) -> Vector:
    """Planted relative drift (count,), a session: positive while small / the rest lead."""
    signs = {"small": 1.0, "rest": 1.0, "large": -1.0, "few": -1.0}
    turns = TURNS[axis]
    drift = np.full(count, -signs[turns[0][1]])
    for ago, who in turns:
        drift[max(count - ago, 0) :] = signs[who]
    return drift * DRIFT


def _members(draw: np.random.Generator, count: int) -> tuple[Vector, NDArray[np.bool_]]:
    """Returns (count, 60), NaN after the deletion's last day, and who is a member of PW500 when."""
    shocks = draw.standard_normal(count)
    market = 0.0004 + 0.009 * (shocks - shocks.mean())
    own = draw.standard_normal((count, len(LINES))) * np.where(
        np.arange(len(LINES)) < FEW_LINES, 0.012, 0.015
    )
    own[:, 2] = own[:, 1] + 0.001 * draw.standard_normal(count)  # share classes move together
    moves = market[:, None] + own
    moves[:, :FEW_LINES] -= _drift("concentration", count)[:, None]
    active = np.ones(moves.shape, dtype=bool)
    joins, leaves, _ = _changes(count)
    active[:joins, LINES.index(JOINS)] = False
    active[leaves + 1 :, LINES.index(LEAVES)] = False
    moves[leaves + 1 :, LINES.index(LEAVES)] = np.nan  # delisted with the deletion
    return moves, active


def _indices(
    draw: np.random.Generator, members: Vector, active: NDArray[np.bool_], caps: Vector
) -> dict[str, Vector]:
    """Total returns (count,) of the six series, from members weighted on the evening before."""
    before = np.vstack([_start_caps(), caps[:-1]]) * active
    moves = np.nan_to_num(members)
    few = np.arange(len(LINES)) < FEW_LINES
    one_line = few & (np.array(LINES) != SHARE_CLASSES[1])
    largest = before >= np.sort(before, axis=1)[:, [-10]]
    large = _weighted(moves, before)
    gap = _drift("size", len(moves)) + 0.004 * draw.standard_normal(len(moves))
    return {
        "PW:SMALL": large + gap,
        "PW:LARGE": large,
        "PW:FEW": _weighted(moves, np.where(one_line, 1.0, 0.0) * active),
        "PW:REST": _weighted(moves, before * ~few),
        "PW:EQUAL": _weighted(moves, active.astype(np.float64)),
        "PW:TOP": _weighted(moves, before * largest),
    }


def _weighted(moves: Vector, weights: Vector) -> Vector:
    return np.asarray((moves * weights).sum(axis=1) / weights.sum(axis=1))
