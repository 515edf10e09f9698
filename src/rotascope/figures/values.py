"""One series as it is on file: levels or values by date, as known."""

from __future__ import annotations

from math import ceil, floor, log10

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
    kind = {"type": "log", **_heights(low, high)} if log else {}
    return Picture(
        name="values",
        title=f"{name} stood at {last:,.6g} {unit} on {day}".replace("  ", " "),
        note=f"{note}; {history.dates[0]} to {day}" + ("; log axis" if log else ""),
        alt=f"{name}, {len(history.values):,} values from {history.dates[0]} to {day}",
        traces=[line(shown, name, "@accent")],
        layout=base(
            xaxis=axis("", type="date"), yaxis=axis(unit, side="right", **kind), showlegend=False
        ),
        height=HEIGHT,
        rescale=True,
    )


def _heights(low: float, high: float) -> dict[str, object]:
    """Ticks at 1, 2 and 5 times the powers of ten: those that a log axis chooses itself crowd."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    found = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    shown = [value for value in found if low <= value <= high]
    return {"tickvals": shown, "ticktext": [f"{value:,.6g}" for value in shown]}
