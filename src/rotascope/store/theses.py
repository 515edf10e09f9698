"""Theses and predictions as registered, and what became of them: rulings are added, never changed.

A thesis or a prediction that is kept again under its id is left as it was first registered: nobody
may sharpen a forecast once its outcome is in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from rotascope.errors import BadArgument, NotOnFile
from rotascope.store.sealed import add_rows, opened, seal, text_of
from rotascope.store.state import State, schema
from rotascope.terms import Prediction, Ruling, Thesis

__all__ = [
    "check",
    "keep_predictions",
    "keep_rulings",
    "keep_theses",
    "registered_at",
    "rulings",
    "stored_predictions",
    "stored_theses",
    "thesis_named",
]

SHORTEST = 4
T = TypeVar("T", Thesis, Prediction)


def keep_theses(state: State, theses: Sequence[Thesis], at: str) -> int:
    """Register theses at the moment `at` (UTC, ISO 8601), without their past; how many are new."""
    return _keep(state, "theses", [_bare(one) for one in theses], at)


def stored_theses(state: State) -> tuple[Thesis, ...]:
    """Every thesis as it was registered, oldest first."""
    return _stored(state, "theses", Thesis)


def thesis_named(state: State, begins: str) -> Thesis:
    """The one thesis whose id begins so. Raises NoAnswer for none, BadArgument for several."""
    if len(begins) < SHORTEST:
        what = f"'{begins}' may begin many an id"
        raise BadArgument(what, f"{SHORTEST} characters or more", "`rotascope thesis list`")
    found = [one for one in stored_theses(state) if one.id.startswith(begins)]
    if not found:
        raise NotOnFile(f"no thesis '{begins[:64]}' is on file", "", "`rotascope thesis list`")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:3])
        raise BadArgument(f"{len(found)} theses begin with {begins}", "more of the id", ids)
    return found[0]


def keep_predictions(state: State, predictions: Sequence[Prediction], at: str) -> int:
    """Register predictions at the moment `at`; how many of them are new."""
    return _keep(state, "forecasts", predictions, at)


def stored_predictions(state: State) -> tuple[Prediction, ...]:
    """Every prediction as it was registered, oldest first."""
    return _stored(state, "forecasts", Prediction)


def keep_rulings(state: State, found: Sequence[Ruling], at: str) -> int:
    """Add what became of items, where that differs from the newest on file; how many were added."""
    newest = {one.item: one for one in rulings(state)}
    fresh = [one for one in found if _said(newest.get(one.item)) != _said(one)]
    rows = []
    for one in fresh:
        body = text_of(one)
        rows.append({"item": one.item, "at": at, "body": body, "sha": seal(one.item, body)})
    if rows:
        with state.changing() as connection:
            connection.execute(schema().tables["outcomes"].insert(), rows)
    return len(rows)


def rulings(state: State, item: str = "") -> tuple[Ruling, ...]:
    """What became of items (of one), in the order in which it was added."""
    only, asked = (" WHERE item = :item", {"item": item}) if item else ("", {})
    rows = state.read(f"SELECT item, body, sha FROM outcomes{only} ORDER BY seq", **asked)
    return tuple(opened(Ruling, *(str(part) for part in row)) for row in rows)


def registered_at(state: State) -> dict[str, str]:
    """The moment (UTC, ISO 8601) at which each thesis and prediction was registered, by its id."""
    rows = [*state.read("SELECT id, at FROM theses"), *state.read("SELECT id, at FROM forecasts")]
    return {str(name): str(at) for name, at in rows}


def check(state: State) -> None:
    """Raise IntegrityError for a thesis, a prediction or a ruling that is not as it was kept."""
    for read in (stored_theses, stored_predictions, rulings):
        read(state)


def _bare(thesis: Thesis) -> Thesis:
    """What is registered: what it says, not what was found when it was looked at."""
    keys = tuple(
        replace(key, holds=None, reason="", since=None, episodes=(), tally=None)
        for key in thesis.triggers
    )
    return replace(
        thesis,
        triggers=keys,
        status="waiting",
        outcome=None,
        score=None,
        both=(),
        tally=None,
        reason="",
        line="",
        stands="",
        seen=None,
    )


def _said(ruling: Ruling | None) -> tuple[Any, ...]:
    """What a ruling says but for the day on which it was looked at."""
    if ruling is None:
        return ()
    return ruling.status, ruling.outcome, ruling.score, ruling.base, ruling.reason


def _keep(state: State, name: str, items: Sequence[T], at: str) -> int:
    """Insert the items whose ids are not there yet; how many."""

    def missing() -> list[dict[str, str]]:
        known = {str(row[0]) for row in state.read(f"SELECT id FROM {name}")}
        fresh = {one.id: one for one in items if one.id not in known}
        return [_row(one, at) for one in fresh.values()]

    return add_rows(state, name, missing)


def _row(item: Thesis | Prediction, at: str) -> dict[str, str]:
    body = text_of(item)
    sha = seal(item.id, body)
    return {"id": item.id, "article": item.article, "at": at, "body": body, "sha": sha}


def _stored(state: State, name: str, kind: type[T]) -> tuple[T, ...]:
    rows = state.read(f"SELECT id, body, sha FROM {name} ORDER BY at, id")
    return tuple(opened(kind, *(str(part) for part in row)) for row in rows)
