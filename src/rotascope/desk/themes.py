"""Themes: ideas with one horizon and a monitor for each thing they rest on, closed with an outcome.

They come from a file, the house's own or a user's: opened once, reviewed whenever they are asked for,
closed when their horizon has passed. Nothing about a theme is stored; its past is the signals'.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import numpy as np

from rotascope import sessions
from rotascope.errors import BadFile
from rotascope.panel import Panel
from rotascope.plain import one_line, path_text
from rotascope.registry import SIGNALS
from rotascope.signals import words
from rotascope.signals.reading import Measured, measure
from rotascope.terms import Monitor, Theme, ThemeHorizon

__all__ = ["HORIZONS", "Plan", "judged", "plans"]

HORIZONS: dict[ThemeHorizon, int] = {"weeks": 56, "months": 182, "years": 1826}  # days
MOST_BYTES, MOST = 200_000, 50
LATE = 5
HOUSE = "themes.toml"
WRITTEN = "name, title, horizon, opened, pair, direction and node = [{ name = , signal = }]"


@dataclass(frozen=True, slots=True)
class Plan:
    """A theme as written: its nodes are (what it rests on, the signal that watches it)."""

    name: str
    title: str
    horizon: ThemeHorizon
    opened: date
    pair: str
    direction: int
    nodes: tuple[tuple[str, str], ...]


def plans(path: Path | None = None) -> tuple[Plan, ...]:
    """The themes of a TOML file, else the house's. Raises BadFile for what is not written so."""
    where = path_text(path) if path else HOUSE
    listed = _listed(where, path)
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        raise BadFile(f"{where}: no list of themes", f"1 to {MOST} [[theme]] tables", WRITTEN)
    made = tuple(_plan(where, theme) for theme in listed)
    if len({plan.name for plan in made}) < len(made):
        raise BadFile(f"{where}: two themes of one name", "a name for each", "another name")
    return made


def _listed(where: str, path: Path | None) -> Any:
    """What the file holds under `theme`; a file of others is read no further than 200,000 bytes."""
    try:
        source = path.expanduser() if path else files("rotascope.desk").joinpath(HOUSE)
        with source.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise BadFile(f"{where}: too long", f"at most {MOST_BYTES:,} bytes", "fewer themes")
        return tomllib.loads(raw.decode("utf-8")).get("theme", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as trouble:
        raise BadFile(
            f"{where}: {trouble}", "a TOML file of [[theme]] tables", WRITTEN
        ) from trouble


def _plan(where: str, raw: Any) -> Plan:
    needed = {
        "name": str,
        "title": str,
        "horizon": str,
        "opened": str,
        "pair": str,
        "direction": int,
    }
    raw = raw if isinstance(raw, Mapping) else {}
    wrong = [name for name, kind in needed.items() if not isinstance(raw.get(name), kind)]
    if wrong:
        raise BadFile(
            f"{where}: a theme without {', '.join(wrong)}", ", ".join(needed), "its own line"
        )
    who = f"{where}: theme '{raw['name']}'"
    if raw["horizon"] not in HORIZONS:
        raise BadFile(
            f"{who} has the horizon '{raw['horizon']}'", "exactly one of " + ", ".join(HORIZONS)
        )
    try:
        opened = date.fromisoformat(raw["opened"])
    except ValueError as trouble:
        raise BadFile(
            f"{who}: opened {trouble}", "YYYY-MM-DD", "the day it was opened"
        ) from trouble
    if raw["direction"] not in (-1, 1):
        raise BadFile(
            f"{who} has the direction {raw['direction']}", "1 or -1", "the sign it is scored by"
        )
    return Plan(
        one_line(raw["name"]), one_line(raw["title"]), cast(ThemeHorizon, raw["horizon"]), opened,
        raw["pair"], raw["direction"], _nodes(who, raw.get("node", [])),
    )  # fmt: skip


def _nodes(who: str, raw: Any) -> tuple[tuple[str, str], ...]:
    """What a theme rests on: at least one node, each with a registered signal that watches it."""
    nodes = raw if isinstance(raw, list) else []
    told = [(node.get("name"), node.get("signal")) for node in nodes if isinstance(node, Mapping)]
    if not told or len(told) != len(nodes) or not all(n and s for n, s in told):
        raise BadFile(
            f"{who} has a node without a monitor", "node = [{ name = , signal = }]", "a signal"
        )
    unknown = [signal for _, signal in told if signal not in set(SIGNALS)]
    if unknown:
        raise BadFile(
            f"{who} is watched by '{unknown[0]}'", "a registered signal", "rotascope signals"
        )
    return tuple((one_line(str(name)), str(signal)) for name, signal in told)


def judged(panel: Panel, written: tuple[Plan, ...]) -> tuple[Theme, ...]:
    """Every theme that was open by the panel's date, with its monitors and how it stands or closed."""
    begun = [plan for plan in written if plan.opened <= panel.as_of]
    names = dict.fromkeys(signal for plan in begun for _, signal in plan.nodes)
    found = {m.spec.name: m for m in measure(panel, names, null=False)}
    return tuple(_theme(panel, plan, found) for plan in begun)


def _theme(panel: Panel, plan: Plan, found: Mapping[str, Measured]) -> Theme:
    closes = plan.opened + timedelta(days=HORIZONS[plan.horizon])
    closed = closes <= panel.as_of
    outcome, note = _outcome(panel, plan, min(closes, panel.as_of))
    return Theme(
        plan.name, plan.title, plan.horizon, plan.opened, closes, "closed" if closed else "open",
        sessions.count(plan.opened, min(closes, panel.as_of)), plan.pair, plan.direction, outcome,
        tuple(_monitor(node, found[signal], plan.opened) for node, signal in plan.nodes), note,
    )  # fmt: skip


def _outcome(panel: Panel, plan: Plan, end: date) -> tuple[float | None, str]:
    """(relative return in the theme's direction from its first close, the pair's move or why none)."""
    pair = panel.pair(plan.pair)
    rows = [
        int(np.searchsorted(pair.days, np.datetime64(day), side="right")) - 1
        for day in (plan.opened, end)
    ]
    for row, day in zip(rows, (plan.opened, end), strict=True):
        if row < 0 or sessions.count(pair.days[row].item(), day) > LATE:
            return None, pair.missing or f"{pair.label} has no close near {day}"
    moved = float(pair.log_ratio[rows[1]] - pair.log_ratio[rows[0]])
    own = f"{pair.label} {words.signed(float(np.expm1(moved)))}"
    return float(np.expm1(plan.direction * moved)), f"{own}, {_stand(plan.direction * moved)}"


def _stand(gained: float) -> str:
    """The pair's own move is printed; whether it went the theme's way is said in a word."""
    if gained == 0.0:
        return "as it was"
    return "for the theme" if gained > 0.0 else "against the theme"


def _monitor(node: str, found: Measured, opened: date) -> Monitor:
    said, trace = found.reading, found.trace
    known = np.isfinite(trace.value) & (trace.days <= np.datetime64(opened))
    then = float(trace.value[known][-1]) if known.any() else None
    return Monitor(
        node,
        said.signal,
        said.status,
        then,
        said.value,
        said.unit,
        said.text or said.reason,
        said.key,
    )
