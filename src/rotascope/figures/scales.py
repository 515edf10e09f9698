"""Where a value lies on paper: axes with a domain, a range and ticks, linear, logarithmic or of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Any

__all__ = ["Scale", "number", "scale", "ticks"]

Spec = Mapping[str, Any]
EPOCH = date(1970, 1, 1).toordinal()
YEARS = (1, 2, 5, 10, 20, 25, 50)
MONTHS = (1, 3, 6)
AIR = 0.05  # of the reach, on both sides of what is drawn


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis on paper: `low`..`high` (log10 of values if `kind` is log) on pixels `start`..`end`."""

    kind: str
    low: float
    high: float
    start: float
    end: float

    def at(self, value: Any) -> float:
        """The pixel of a value of the axis."""
        x = number(value)
        x = log10(max(x, 1e-300)) if self.kind == "log" else x
        return self.start + (x - self.low) / ((self.high - self.low) or 1.0) * (
            self.end - self.start
        )


def number(value: Any) -> float:
    """A value as a number: ISO dates count days."""
    if isinstance(value, str):
        return float(date.fromisoformat(value[:10]).toordinal() - EPOCH)
    return float(value)


def scale(axis: Spec, values: Iterable[Any], start: float, end: float) -> Scale:
    """The scale of an axis on pixels `start`..`end`: its own range, else what `values` need."""
    kind = str(axis.get("type", "linear"))
    if axis.get("range"):
        low, high = (number(edge) for edge in axis["range"])
        return Scale(kind, low, high, start, end)
    known = [number(value) for value in values if value is not None]
    known = [log10(value) for value in known if value > 0] if kind == "log" else known
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = 0.0 if kind == "date" else AIR * ((high - low) or 1.0)
    bottom = 0.0 if axis.get("rangemode") == "tozero" and low >= 0 else low - room
    return Scale(kind, bottom, high + room, start, end)


def ticks(axis: Spec, on: Scale) -> list[tuple[float, str]]:
    """(pixel, words) of every tick: those the axis names, else round ones."""
    if axis.get("showticklabels") is False:
        return []
    suffix = str(axis.get("ticksuffix", ""))
    if axis.get("tickvals") is not None:
        vals = list(axis["tickvals"])
        words = [str(word) for word in axis.get("ticktext") or [_plain(v) + suffix for v in vals]]
        placed = [(on.at(value), word) for value, word in zip(vals, words, strict=True)]
    elif on.kind == "date":
        placed = [(on.at(day.isoformat()), word) for day, word in _days(on)]
    else:
        placed = [(on.at(v), _plain(v) + suffix) for v in _round(on, int(axis.get("nticks", 6)))]
    low, high = sorted((on.start, on.end))
    return [(x, word) for x, word in placed if low - 0.5 <= x <= high + 0.5]


def _plain(value: float) -> str:
    return f"{value:,.6g}".replace("-", "\N{MINUS SIGN}")


def _round(on: Scale, most: int) -> list[float]:
    """Values 1, 2 or 5 times a power of ten, at most `most` of them."""
    low, high = (10.0**on.low, 10.0**on.high) if on.kind == "log" else (on.low, on.high)
    reach = (high - low) or 1.0
    step = 10.0 ** floor(log10(reach / most))
    step *= next(m for m in (1, 2, 5, 10, 20) if reach / (m * step) <= most + 1)
    return [i * step for i in range(ceil(low / step), floor(high / step) + 1)]


def _days(on: Scale) -> list[tuple[date, str]]:
    """Years if the span holds some, else months."""
    first, last = (date.fromordinal(int(edge) + EPOCH) for edge in (on.low, on.high))
    most = max(int(abs(on.end - on.start) / 70), 2)
    years = last.year - first.year
    if years > 2:
        step = next((s for s in YEARS if years / s <= most), YEARS[-1])
        return [
            (date(y, 1, 1), str(y))
            for y in range(ceil(first.year / step) * step, last.year + 1, step)
        ]
    months = years * 12 + last.month - first.month
    step = next((s for s in MONTHS if months / s <= most), 12)
    all_of = [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1)
              for i in range(months + 1)]  # fmt: skip
    return [(day, f"{day:%b %Y}") for day in all_of if (day.month - 1) % step == 0]
