"""When the seven reported: the session that first traded on each report, and whether it was a beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Flags
from rotascope.panel import Panel
from rotascope.sessions import Days, all_sessions, as_days

__all__ = ["BASKET", "Reports", "decisions", "reports"]

BASKET = "MAG7"


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """Reports, oldest first: first session that traded on each, who, earnings above the estimate or not.

    `beat` and `missed` are both false where estimate or result is not on file, or they are equal.
    `unsure` marks reports whose time of day is not on file: taken as after the close.
    """

    days: Days
    symbols: tuple[str, ...]
    beat: Flags
    missed: Flags
    unsure: Flags


def reports(panel: Panel, symbols: Sequence[str] = ()) -> Reports:
    """Past reports of `symbols` (the seven) known by the panel's date, one a company and day."""
    names = tuple(symbols) or panel.catalog.baskets[BASKET].symbols
    found: dict[tuple[np.datetime64, str], tuple[bool, bool, bool]] = {}
    for name in names:
        rows = panel.dated("earnings", name)
        for i in range(len(rows.get("date", ()))):
            actual, estimate = float(rows["eps_actual"][i]), float(rows["eps_estimate"][i])
            late = str(rows["timing"][i]).lower()
            day = _traded(rows["date"][i], late not in ("before", "during"))
            if day > np.datetime64(panel.as_of):
                continue
            kept = found.get((day, name), (False, False, True))
            said = (actual > estimate, actual < estimate, late == "unknown")
            found[day, name] = (kept[0] or said[0], kept[1] or said[1], kept[2] and said[2])
    order = sorted(found)
    columns = np.array([found[key] for key in order], dtype=bool).reshape(-1, 3)
    return Reports(
        as_days([day for day, _ in order]), tuple(name for _, name in order),
        columns[:, 0], columns[:, 1], columns[:, 2],
    )  # fmt: skip


def _traded(day: np.datetime64, after_close: bool) -> np.datetime64:
    """The first session that could trade on a report of `day`."""
    sessions = all_sessions()
    at = int(np.searchsorted(sessions, day, side="right" if after_close else "left"))
    found: np.datetime64 = sessions[min(at, len(sessions) - 1)]
    return found


def decisions(panel: Panel) -> tuple[Days, np.ndarray]:
    """(days of policy decisions known by the panel's date, change of the target in pp, NaN unknown)."""
    rows = panel.dated("events", "US")
    if not rows:
        return as_days([]), np.empty(0)
    chosen = rows["kind"] == "FOMC decision"
    chosen &= rows["date"] <= np.datetime64(panel.as_of)
    at = np.argsort(rows["date"][chosen], kind="stable")
    return as_days(rows["date"][chosen][at]), np.asarray(
        rows["value"][chosen][at], dtype=np.float64
    )
