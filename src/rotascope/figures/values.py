"""One series as it is on file: levels or values by date, as known."""

from __future__ import annotations

from rotascope.figures.frame import Picture, axis, base, line, thin
from rotascope.terms import History

__all__ = ["values"]

HEIGHT = 300
LOG_FROM = 8.0
"""A series that grew so many times over is drawn on a log axis: else its first half is a flat line."""


def values(name: str, history: History, unit: str, note: str) -> Picture:
    """The series' line. `unit` stands on the axis; `note` is where it comes from and as of when."""
    shown = thin(history)
    last, day = history.values[-1], history.dates[-1]
    low, high = min(history.values), max(history.values)
    log = low > 0.0 and high / low >= LOG_FROM
    kind = {"type": "log", "dtick": "D2"} if log else {}
    return Picture(
        name="values",
        title=f"{name} stood at {last:,.6g} {unit} on {day}".replace("  ", " "),
        note=f"{note}; {history.dates[0]} to {day}" + ("; log axis" if log else ""),
        alt=f"{name}, {len(history.values):,} values from {history.dates[0]} to {day}",
        traces=[line(shown, name, "@accent")],
        layout=base(xaxis=axis(""), yaxis=axis(unit, side="right", **kind), showlegend=False),
        height=HEIGHT,
        rescale=True,
    )
