"""Which pair speaks for an axis today, and why the others cannot.

A pair of real series speaks before a pair of proxies; among equals the catalog's order decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from rotascope import sessions
from rotascope.catalog import Pair
from rotascope.panel import Panel
from rotascope.series import PairSeries, Series
from rotascope.terms import Axis

__all__ = [
    "FRESH",
    "HORIZON",
    "NEEDED",
    "TURN",
    "Speaker",
    "begins",
    "is_proxy",
    "longest",
    "speaker",
]

HORIZON, TURN = 126, 21
NEEDED = HORIZON + TURN + 1
LEAST_ON_FILE = 0.8  # of the sessions of a window
FRESH = 5  # sessions: a price carried forward longer than a week is no price of today


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """The pair that speaks for an axis; `pair` is None when none is fresh and long enough.

    `note` is the sentence about the pairs that would have spoken first; `age` the sessions between
    the pair's newest day and the panel's date.
    """

    pair: PairSeries | None
    note: str
    age: int = 0


def speaker(panel: Panel, axis: Axis) -> Speaker:
    """The first fresh pair with 148 common sessions, real series before proxies, and why not others."""
    candidates = [(spec, panel.pair(spec.name)) for spec in panel.catalog.primary_pairs(axis)]
    whys = {spec.name: _why_not(panel, spec, pair) for spec, pair in candidates}
    able = [(spec, pair) for spec, pair in candidates if not whys[spec.name]]
    if not able:
        return Speaker(None, "; ".join(_cannot(panel, s, p, whys[s.name]) for s, p in candidates))
    chosen, pair = min(able, key=lambda one: is_proxy(one[1]))
    before = [(s, p) for s, p in candidates if s.primary < chosen.primary]
    notes = [_cannot(panel, s, p, whys[s.name] or _stand_in(panel, s)) for s, p in before]
    if is_proxy(pair):
        notes.append(_proxy_note(pair))
    return Speaker(pair, "; ".join(notes), _age(panel, pair))


def _cannot(panel: Panel, spec: Pair, pair: PairSeries, why: str) -> str:
    """'XMAG / MAGS cannot speak: ...', named after its first choices where a stand-in plays."""
    absent = not len(pair) or _absent(panel, spec)
    wanted = (panel.catalog.role(r)[0].symbol for r in (spec.numerator, spec.denominator))
    stale = len(pair) and _age(panel, pair) > FRESH
    return f"{' / '.join(wanted) if absent and not stale else pair.label} cannot speak: {why}"


def longest(panel: Panel, axis: Axis) -> PairSeries | None:
    """The fresh pair of the axis with the most common sessions, real series before proxies."""
    pairs = [panel.pair(spec.name) for spec in panel.catalog.primary_pairs(axis)]
    able = [p for p in pairs if len(p) >= NEEDED and _age(panel, p) <= FRESH]
    return min(able, key=lambda p: (is_proxy(p), -len(p)), default=None)


def is_proxy(pair: PairSeries) -> bool:
    """Whether a leg only stands in for its role."""
    return pair.numerator.proxy or pair.denominator.proxy


def begins(panel: Panel, symbol: str) -> str:
    """'XMAG first traded 2024-10-22', from its permanent id; '' for a series without one."""
    listed = panel.catalog.lookup(symbol)
    return f"{symbol} first traded {listed.id.rsplit(':', 1)[1]}" if listed else ""


def _age(panel: Panel, pair: PairSeries) -> int:
    return sessions.count(pair.days[-1].item(), panel.as_of)


def _why_not(panel: Panel, spec: Pair, pair: PairSeries) -> str:
    """Why a pair has no answer today; '' if it has one."""
    if not len(pair):
        return "; ".join(_absent(panel, spec)) or pair.missing
    if _age(panel, pair) > FRESH:
        return f"its newest common day is {pair.days[-1]}, {_age(panel, pair)} sessions ago"
    if len(pair) < NEEDED:
        absent = f" ({'; '.join(_late(panel, pair))})" if _late(panel, pair) else ""
        return f"{len(pair)} of {NEEDED} common sessions{absent}"
    span = sessions.count(pair.days[-HORIZON - 1].item(), pair.days[-1].item())
    if span * LEAST_ON_FILE > HORIZON:
        return f"{HORIZON} of the last {span} sessions are on file: too many are missing"
    return ""


def _absent(panel: Panel, spec: Pair) -> list[str]:
    """Per leg that its first choice does not play: when that one first traded, or that it is absent."""
    said = []
    for role in (spec.numerator, spec.denominator):
        wanted = panel.catalog.role(role)[0].symbol
        if wanted not in _cast(panel.role(role)):
            listed = panel.catalog.lookup(wanted)
            late = listed is not None and listed.id.rsplit(":", 1)[1] > panel.as_of.isoformat()
            said.append(begins(panel, wanted) if late else f"{wanted} is not on file")
    return said


def _late(panel: Panel, pair: PairSeries) -> list[str]:
    legs: list[Series] = [pair.numerator, pair.denominator]
    newest = max(leg.days[0] for leg in legs)
    return [text for leg in legs if leg.days[0] == newest and (text := begins(panel, leg.symbol))]


def _cast(series: Series) -> tuple[str, ...]:
    return (series.symbol,) if len(series) else ()


def _stand_in(panel: Panel, spec: Pair) -> str:
    """Why an able pair gave way to a later one: it stands on proxies, the later one does not."""
    return "; ".join(_absent(panel, spec)) or "one of its legs is a proxy"


def _proxy_note(pair: PairSeries) -> str:
    legs = (pair.numerator, pair.denominator)
    # The last part is why this line may stand in; how a basket is made stands on its own pages.
    told = {leg.symbol: leg.note.split("; ")[-1] for leg in legs if leg.proxy and leg.note}
    said = "; ".join(f"{symbol}: {note}" for symbol, note in told.items())
    return f"proxies speak for this axis ({said})" if said else "proxies speak for this axis"
