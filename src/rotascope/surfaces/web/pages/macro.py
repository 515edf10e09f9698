"""Macro: rates and the policy path, growth and inflation, fear, which way yields push, what is coming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rotascope.errors import UnknownName
from rotascope.figures.lines import has_line, series
from rotascope.figures.yields import yields
from rotascope.surfaces import cells
from rotascope.surfaces.agenda import by_horizon
from rotascope.surfaces.web.multiples import answered_first, multiples
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.yields import beta_cell
from rotascope.terms import Reading, YieldSigns
from rotascope.terms.yields import RECENT

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

TILES = (
    "macro.ffr_target_2y", "macro.curve_2s10s", "macro.credit", "macro.vix", "macro.quad",
    "macro.recession",
)  # fmt: skip
RATES = (
    "macro.curve_2s10s", "macro.credit", "macro.default_spread", "macro.vix", "macro.recession",
    "macro.dollar", "macro.risk_on", "macro.policy_path",
)  # fmt: skip
GROWTH = (
    "macro.quad_path",
    "macro.quad_nowcast",
    "macro.soft_landing",
    "macro.recession_chinn",
    "macro.sahm",
)
TRIGGER = ("macro.ffr_target_2y", "macro.ffr_2y")
FAMILIES = ("macro", "calendar", "duration")
QUARTERS = 12


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Readings of rates and growth, the sign question, and the agenda."""
    when = asked.query.get("when", RECENT)
    families = [
        (name, desk.signals(family=name, as_of=asked.as_of, history=True)) for name in FAMILIES
    ]
    found = {one.signal: one for _, group in families for one in group}
    trigger = [found[name] for name in TRIGGER if name in found and has_line(found[name])][:1]
    signs, agenda = desk.yields(asked.as_of), desk.agenda(as_of=asked.as_of)
    pairs = list(dict.fromkeys(one.pair for one in signs.paths))
    pair = asked.query.get("pair") or (pairs[0] if pairs else "")
    _one_of("pair", pair, pairs)
    return {
        "c": cells,
        "tiles": answered_first(found[name] for name in TILES if name in found),
        "growth": [found[name] for name in GROWTH if name in found],
        "rates": multiples(found[name] for name in RATES if name in found),
        "triggers": [(one, series(one)) for one in trigger],
        "quad": found.get("macro.quad"),
        "quads": _quads(found.get("macro.quad")),
        "signs": signs,
        "sign_picture": yields(signs, pair) if signs.paths else None,
        "pair": pair,
        "pairs": pairs,
        "heat": _heat(signs, when),
        "measured": any(one.beta is not None for one in signs.answers),
        "when": when,
        "agenda": agenda,
        "horizons": by_horizon(agenda.horizons),
        "families": families,
    }


def _quads(reading: Reading | None) -> Sequence[tuple[date, int]]:
    """The newest quarters, oldest first: the day each became known, and its quad."""
    if reading is None or reading.history is None:
        return ()
    told = list(zip(reading.history.dates, reading.history.values, strict=True))
    return [(day, round(value)) for day, value in told[-QUARTERS:]]


def _heat(signs: YieldSigns, when: str) -> Mapping[str, Any]:
    """One window of the sign question as a table: a row a pair, a column a driver."""
    windows = list(dict.fromkeys(one.when for one in signs.answers))
    _one_of("window of yields", when, windows)
    by = {(one.pair, one.driver): one for one in signs.answers if one.when == when}
    drivers = list(dict.fromkeys(driver for _, driver in by))
    pairs = list(dict.fromkeys(pair for pair, _ in by))
    rows = [
        (pair, [(by[pair, one], beta_cell(by[pair, one])) for one in drivers]) for pair in pairs
    ]
    return {"windows": windows, "drivers": drivers, "rows": rows}


def _one_of(kind: str, said: str, known: Sequence[str]) -> None:
    """On a store without rates there is nothing to choose from, and nothing to refuse."""
    if known and said not in known:
        raise UnknownName.among(kind, said, known, "/macro")


PAGE = Page("macro", "Macro", "/macro", "macro.html.j2", build, place=4)
