"""A small market in which a pair rises five sessions running at known places, and theses about it."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.panel import Panel
from rotascope.terms import Hedge, Leader, Thesis, Trigger
from tests.evidence.markets import LAST, market, sessions_to

RUN = 'rs("IWM/SPY").streak >= 5'
FALL = 'rs("IWM/SPY").streak <= -5'
NEVER = 'revisions.small_large.state == "upturn"'
N = 300
DAYS = sessions_to(LAST, N)


def steps(*runs: tuple[int, int], n: int = N) -> np.ndarray:
    """Log ratio: +-0.1 % by turns; from each (row, sessions) on it rises, or falls if negative."""
    moves = np.where(np.arange(n - 1) % 2 == 0, 0.001, -0.001)
    for row, sessions in runs:
        moves[row : row + abs(sessions)] = 0.01 * np.sign(sessions)
    return np.concatenate([[0.0], np.cumsum(moves)])


def world(*runs: tuple[int, int], as_of: date = LAST) -> Panel:
    """IWM moves as `steps` says; SPY stands still."""
    return market({"IWM": steps(*runs), "SPY": np.zeros(N)}, as_of=as_of)


def day(row: int) -> date:
    """The session of a row."""
    found: date = DAYS[row].item()
    return found


def made(
    *conditions: str,
    opened: int = 100,
    horizon: int = 20,
    unless: str = "",
    side: Leader = "small",
    hedge: Hedge | None = None,
) -> Thesis:
    """A thesis about IWM / SPY, opened on a row, with these triggers and one falsifier."""
    keys = [Trigger(f"key {i}", text, "trigger", None) for i, text in enumerate(conditions)]
    keys += [Trigger("the falsifier", unless, "falsifier", None)] if unless else []
    return Thesis(
        "t-1", "a" * 64, "small caps lead", "size", side, tuple(keys), horizon, day(opened),
        day(min(opened + horizon, N - 1)), "waiting", hedge=hedge, pair="IWM/SPY",
    )  # fmt: skip
