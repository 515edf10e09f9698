"""Signals: every reading by family, narrowed and sorted by links, so that a view is an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument
from rotascope.surfaces import cells
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import AXES, FAMILIES, Reading

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

SORTS: Mapping[str, Callable[[Reading], Any]] = {
    "name": lambda one: one.signal,
    "percentile": lambda one: (one.percentile is None, -(one.percentile or 0.0), one.signal),
    "lean": lambda one: (one.lean is None, -(one.lean or 0.0), one.signal),
    "chance": lambda one: (_chance(one) is None, _chance(one) or 0.0, one.signal),
}
STATES: Mapping[str, Callable[[Reading], bool]] = {
    "ok": lambda one: one.status == "ok",
    "scored": lambda one: one.status == "ok" and one.sign != 0,
    "silent": lambda one: one.status != "ok",
}


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """All readings, those that the address asks for in families, and how many each filter would show."""
    axis, family, status, sort = (
        asked.query.get(name, "") for name in ("axis", "family", "status", "sort")
    )
    _one_of("axis", axis, (*AXES, "market"))
    _one_of("family", family, FAMILIES)
    _one_of("status", status, STATES)
    _one_of("sort", sort, SORTS)
    every = _every(desk, asked.as_of, family)
    shown = [
        one
        for one in every
        if axis in ("", one.axis) and family in ("", one.family) and _is(one, status)
    ]
    ordered = sorted(shown, key=SORTS[sort or "name"])
    return {
        "c": cells,
        "every": every,
        "groups": _groups(ordered) if sort in ("", "name") else [("", ordered)],
        "asked_for": {"axis": axis, "family": family, "status": status, "sort": sort},
        "axes": (*AXES, "market"),
        "families": [name for name in FAMILIES if any(one.family == name for one in every)],
        "counts": _counts(every),
    }


def _every(desk: Desk, as_of: date | None, family: str) -> tuple[Reading, ...]:
    """All readings; those of the family asked for with histories, which all would take seconds."""
    every = desk.signals(as_of=as_of)
    if not family:
        return every
    lined = {one.signal: one for one in desk.signals(family=family, as_of=as_of, history=True)}
    return tuple(lined.get(one.signal, one) for one in every)


def _one_of(kind: str, said: str, known: Sequence[str] | Mapping[str, Any]) -> None:
    if said and said not in known:
        raise BadArgument(f"no {kind} '{said}'", f"one of {', '.join(known)}", "/signals")


def _is(one: Reading, status: str) -> bool:
    return not status or STATES[status](one)


def _chance(one: Reading) -> float | None:
    return one.null.p if one.null is not None and one.status == "ok" else None


def _groups(shown: Sequence[Reading]) -> list[tuple[str, list[Reading]]]:
    """Families in the order of the house; in each those with an answer first."""
    found: list[tuple[str, list[Reading]]] = []
    for name in FAMILIES:
        group = [one for one in shown if one.family == name]
        if group:
            found.append((name, sorted(group, key=lambda one: one.status != "ok")))
    return found


def _counts(every: Sequence[Reading]) -> Mapping[str, int]:
    """How many readings an axis, a family or a status has."""
    counted = {name: sum(1 for one in every if rule(one)) for name, rule in STATES.items()}
    counted |= {name: sum(1 for one in every if one.axis == name) for name in (*AXES, "market")}
    # A family and an axis share the name 'concentration': the family's count has its own key.
    return counted | {
        f"family {name}": sum(1 for one in every if one.family == name) for name in FAMILIES
    }


PAGE = Page("signals", "Signals", "/signals", "signals.html.j2", build, place=6)
