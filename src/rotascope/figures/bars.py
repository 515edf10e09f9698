"""Bars from zero: what lines returned over a window, and what an article says of each name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.rows import GROUND, named
from rotascope.figures.said import MINUS, lines_of, signed, wrapped
from rotascope.terms import Performance, Sentiment, SymbolSentiment

__all__ = ["performance", "tone"]

Spec = dict[str, Any]
ROW, ROOM, WIDE = 34, 62, 46
BASES = {"tr": "total return", "pr": "price"}


def performance(told: Sequence[Performance]) -> Picture:
    """Returns of several lines over one window, the best first. Raises WrongUse without any return."""
    known = [one for one in told if one.value is not None]
    if not known:
        why = told[0].reason if told else "no line was asked for"
        raise WrongUse(f"there is no return to draw: {why}", "", "rotascope performance IWM SPY")
    known.sort(key=lambda one: (-(one.value or 0.0), one.symbol))
    first, last = known[0], known[-1]
    spread = (first.value or 0.0) - (last.value or 0.0)
    values = [(one.value or 0.0) * 100.0 for one in known]
    days = f"{first.base_date} to {first.end_date}"
    missing = [one.symbol for one in told if one.value is None]
    gone = f"; without a return: {', '.join(missing)}" if missing else ""
    names = [f"{one.symbol}  {one.name}" for one in known]
    return Picture(
        name=f"performance-{first.window}-{first.basis}".replace(":", "-"),
        title=f"{first.symbol} returned {signed(first.value)}"
        + (f", {spread * 100:.1f} points more than {last.symbol}" if len(known) > 1 else ""),
        note=f"{BASES[first.basis].capitalize()}, {first.window}, {days}; source:"
        f" {first.source.dataset if first.source else 'none'}{gone}; as known on {first.as_of}",
        alt=f"Bars of the returns of {len(known)} lines, {first.window}",
        traces=[_bars(values, names, [signed(one.value) for one in known], _ink)],
        layout=_layout(values, names, f"return, {BASES[first.basis]}, %"),
        height=ROOM + ROW * len(known),
    )


def _ink(value: float) -> str:
    return "@series0" if value >= 0 else "@series1"


def _bars(values: Sequence[float], names: Sequence[str], told: Sequence[str], ink: Any) -> Spec:
    """Horizontal bars, the first on top, each with its number at its end."""
    return {
        "type": "bar", "orientation": "h", "name": "value", "width": 0.36,
        "x": scaled(values), "y": [len(values) - i - 0.2 for i in range(len(values))],
        "text": [label(text) for text in told], "textposition": "outside", "cliponaxis": False,
        "textfont": {"color": "@text", "size": 12},
        "marker": {"color": [ink(v) for v in values]},
        "customdata": [label(name) for name in names],
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }  # fmt: skip


def _layout(values: Sequence[float], names: Sequence[str], title: str, **more: Any) -> Spec:
    low, high = min([0.0, *values]), max([0.0, *values])
    room = 0.22 * (high - low) or 1.0
    span = scaled((low - room if low < 0 else 0.0, high + room if high > 0 else 0.0))
    return base(
        hovermode="closest", showlegend=False,
        xaxis=axis(title, **{"range": span, "zeroline": True, "nticks": 5, **more}),
        yaxis={"visible": False, "range": [0.35, len(names) + 0.75], "fixedrange": True},
        annotations=[named(wrapped(name, WIDE, 1), len(names) - i + 0.02) | GROUND
                     for i, name in enumerate(names)],
    )  # fmt: skip


def tone(told: Sentiment, most: int = 12, as_of: date | None = None) -> Picture:
    """What is said of each name, from -1 to +1; hollow bars are single mentions.

    Raises WrongUse where the article names nothing.
    """
    named = sorted(told.by_symbol, key=lambda one: (-one.mentions, one.symbol))[:most]
    if not named:
        raise WrongUse("the article names no line that is known", "", "rotascope check FILE")
    named.sort(key=lambda one: (-one.score, one.symbol))
    values = [one.score for one in named]
    bars = _bars(values, [one.name for one in named], [_scored(one) for one in named], _ink)
    bars["marker"] |= {
        "opacity": [1.0 if one.firm else 0.4 for one in named],
        "line": {"color": [_ink(v) for v in values], "width": 1},
    }
    names = [_titled(one) for one in named]
    return Picture(
        name="tone-by-name",
        title=_finding(named),
        note=f"Document: {told.label}, score {told.score:+.2f}".replace("-", MINUS)
        + f" from {told.n} sentences, balance {told.balance:.2f}; pale: one mention;"
        f" reader: {told.reader}"
        + (f"; as known on {as_of}" if as_of else ""),
        alt=f"Bars of the score of {len(named)} names",
        traces=[bars],
        layout=_layout(values, names, "score of its mentions", range=[-1.3, 1.3],
                       tickvals=[-1, -0.5, 0, 0.5, 1]),
        height=ROOM + ROW * len(named),
    )  # fmt: skip


def _scored(one: SymbolSentiment) -> str:
    return f"{one.score:+.2f}".replace("-", MINUS)


def _titled(one: SymbolSentiment) -> str:
    name = one.name if one.name == one.symbol else f"{one.symbol}  {one.name}"
    return f"{lines_of(name, WIDE - 8, 1)[0]} ({one.mentions}x)"


def _finding(named: Sequence[SymbolSentiment]) -> str:
    """'Best said of: small caps; worst of: big tech'."""
    firm = [one for one in named if one.firm] or list(named)
    best, worst = firm[0], firm[-1]
    if best is worst or best.score == worst.score:
        return f"{best.name}: {best.label}"
    return f"Kindest to {best.name} ({_scored(best)}), hardest on {worst.name} ({_scored(worst)})"
