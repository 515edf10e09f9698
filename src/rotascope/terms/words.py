"""The closed sets of words that answers are written in."""

from __future__ import annotations

from typing import Literal

__all__ = ["AXES", "Axis", "Basis", "Leader", "Severity", "Status", "Unit"]

Axis = Literal["size", "concentration"]
AXES: tuple[Axis, Axis] = ("size", "concentration")
Basis = Literal["tr", "pr"]
Status = Literal[
    "ok", "short_history", "low_coverage", "stale", "undefined", "diverges", "not_measurable"
]
Unit = Literal["fraction", "index", "count", "sessions", "sd", "points", "state"]
Severity = Literal["quarantine", "flag", "hold"]
Leader = Literal["small", "large", "rest", "few", "neither"]
