"""Events: what is scheduled and how much it could move, and what a line did around one."""

from __future__ import annotations

from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.rows import Row, height_of, layout_of, named, traces_of
from rotascope.figures.said import capital, percent, signed
from rotascope.terms import Agenda, Reaction, Scheduled

__all__ = ["agenda", "reaction"]

Spec = dict[str, Any]
SYMBOLS = {"report": "circle", "policy meeting": "diamond", "rebalance": "square"}
ROW = 26


def agenda(told: Agenda) -> Picture:
    """Events of the weeks to come by date, a row each; the longer the bar, the more of the index moves.

    Raises WrongUse where nothing is scheduled.
    """
    if not told.scheduled:
        raise WrongUse(f"no event is on file until {told.until}", "", "rotascope import FILE")
    events = told.scheduled
    heaviest = max(events, key=lambda one: one.load or 0.0)
    title = f"{len(events)} events until {told.until}"
    if told.weight is not None:
        title += f"; those weighed are {percent(told.weight)} of the index"
    if heaviest.load:
        title += f"; the heaviest is {heaviest.entity} on {heaviest.date}"
    places = list(range(len(events), 0, -1))
    return Picture(
        name="agenda",
        title=title,
        note="Bar: weight in the index x usual or implied move, an upper bound in hundredths of a per"
        f" cent; ● report, ◆ policy meeting, ■ rebalance; pale: estimated; as known on {told.as_of}",
        alt=f"Rows of {len(events)} events by date with what each could move",
        traces=[_loads(events, places), _when(events, places)],
        layout=base(
            hovermode="closest", showlegend=False, barmode="overlay",
            xaxis=axis("of the index, bp", domain=[0.44, 1.0], nticks=4, rangemode="tozero"),
            yaxis={"visible": False, "range": [0.3, len(events) + 0.7], "fixedrange": True},
            annotations=[_worded(one, p) for one, p in zip(events, places, strict=True)],
        ),
        height=62 + ROW * len(events),
    )  # fmt: skip


def _bp(one: Scheduled) -> float:
    return (one.load or 0.0) * 10_000


def _loads(events: tuple[Scheduled, ...], places: list[int]) -> Spec:
    return {
        "type": "bar", "orientation": "h", "name": "load", "width": 0.5,
        "x": scaled(_bp(one) for one in events), "y": places,
        "text": [f"{_bp(one):.0f}" if one.load else "" for one in events],
        "textposition": "outside", "cliponaxis": False, "hoverinfo": "skip",
        "textfont": {"color": "@text", "size": 11},
        "marker": {"color": "@series0",
                   "opacity": [1.0 if one.standing == "confirmed" else 0.45 for one in events]},
    }  # fmt: skip


def _when(events: tuple[Scheduled, ...], places: list[int]) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": "event", "x": [0.0] * len(events), "y": places,
        "text": [label(_tip(one)) for one in events], "cliponaxis": False,
        "marker": {"symbol": [SYMBOLS.get(one.kind, "triangle-up") for one in events], "size": 9,
                   "color": "@text"},
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _tip(one: Scheduled) -> str:
    move = f", {one.basis} move {percent(one.move, 1)}" if one.move is not None else ""
    weight = f", weight {percent(one.weight, 1)}" if one.weight is not None else ""
    return f"{one.date} ({one.sessions} sessions): {one.entity}, {one.kind}{weight}{move}"


def _worded(one: Scheduled, row: int) -> Spec:
    day = one.date.isoformat()[5:]
    return named(label(f"{day}  {one.entity}"), row) | {"yanchor": "middle"}


def reaction(told: Reaction) -> Picture:
    """Abnormal returns around the event with intervals, then what its peers did in the same sessions.

    Raises WrongUse where no session after the event is on file.
    """
    rows = [
        Row(
            f"{told.symbol}, {_span(w.low, w.high)}",
            w.car * 100.0,
            w.interval.low * 100.0 if w.interval else None,
            w.interval.high * 100.0 if w.interval else None,
            told=signed(w.car),
            ink="series0" if w.car >= 0 else "series1",
            symbol="diamond",
        )
        for w in told.windows
        if w.car is not None
    ]
    if not rows:
        raise WrongUse(f"no return of {told.symbol} around {told.day}", "", told.reason)
    clear = [w for w in told.windows if w.interval and w.interval.low * w.interval.high > 0]
    rows += [
        Row(f"peer {peer.symbol}, sessions −1 to +1", peer.car * 100.0, told=signed(peer.car),
            hover=f"{peer.symbol}: {signed(peer.car)}, t {peer.t:.1f}", ink="control")
        for peer in told.peers[:8]
    ]  # fmt: skip
    return Picture(
        name=f"reaction-{told.symbol}".replace("^", ""),
        title=f"{told.name} moved {signed(told.move)} on {told.day}; beyond the market"
        f" {len(clear)} of {len(told.windows)} windows differ from zero at 90 %",
        note=f"{capital(told.event)}; market model on {told.market}, {told.n} sessions; bars: 90 %; facts"
        f" about prices, not causes; as known on {told.as_of}",
        alt=f"Abnormal returns of {told.symbol} and {len(told.peers[:8])} peers",
        traces=traces_of(rows),
        layout=layout_of(rows, "beyond the market, %"),
        height=height_of(rows),
    )


def _span(low: int, high: int) -> str:
    if low == high == 0:
        return "day 0"
    return f"sessions {low:+d} to {high:+d}".replace("-", "−").replace("+0", "0")
