"""Theses on file as a client asks for them: watched as of a day, one by its id, all of them scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from rotascope.errors import NoAnswer
from rotascope.panel import Backend, Panel
from rotascope.store.backend import StoreBackend
from rotascope.store.state import State
from rotascope.store.theses import (
    keep_rulings,
    rulings,
    stored_predictions,
    stored_theses,
    thesis_named,
)
from rotascope.terms import Prediction, Ruling, Thesis, Track
from rotascope.theses import scored, track_record, watched
from rotascope.theses.foretold import ruled
from rotascope.theses.score import OVER

__all__ = ["one", "open_theses", "track"]

CLOSED = (*OVER, "falsified", "expired")
T = TypeVar("T", Thesis, Prediction)
HINT = "`rotascope check FILE`, which keeps the theses of an article"


def open_theses(backend: Backend, panel: Panel, asked: bool = False) -> tuple[Thesis, ...]:
    """Every thesis as watched on the panel's date; if a day was `asked` for, those open by then.

    Raises NoAnswer without any.
    """
    found = _known(stored_theses(_state(backend)), panel, asked)
    if not found:
        raise NoAnswer(f"no thesis is on file by {panel.as_of}", "", HINT)
    return tuple(_looked_at(panel, thesis) for thesis in found)


def one(backend: Backend, panel: Panel, begins: str) -> Thesis:
    """The thesis whose id begins so, as watched. Raises NoAnswer or BadArgument."""
    return _looked_at(panel, thesis_named(_state(backend), begins))


def track(backend: Backend, panel: Panel, at: datetime | None = None, asked: bool = False) -> Track:
    """What became of every thesis and prediction, and who was how good as of the panel's date.

    With the moment `at` new rulings are added to the store; what was closed once is not ruled again.
    Without it nothing is written, and what is said is of that day alone.
    """
    state = _state(backend)
    theses = tuple(_looked_at(panel, t) for t in _known(stored_theses(state), panel, asked))
    foretold = _known(stored_predictions(state), panel, asked)
    told = [scored(panel, thesis) for thesis in theses]
    told += [ruled(panel, prediction) for prediction in foretold]
    before = {r.item: r for r in rulings(state) if r.as_of <= panel.as_of and r.status in CLOSED}
    told = [before.get(ruling.item, ruling) for ruling in told]
    added = 0
    if at is not None:
        added = keep_rulings(state, told, at.astimezone(UTC).isoformat(timespec="seconds"))
    by_item = {ruling.item: ruling for ruling in told}
    settled = tuple(_settled(prediction, by_item[prediction.id]) for prediction in foretold)
    record = track_record((*theses, *foretold), by_item)
    return Track(panel.as_of, theses, settled, tuple(told), record, added, _notes(theses, settled))


def _looked_at(panel: Panel, thesis: Thesis) -> Thesis:
    seen = watched(panel, thesis)
    return replace(seen, score=scored(panel, seen).score)


def _settled(prediction: Prediction, ruling: Ruling) -> Prediction:
    reason = ruling.reason or prediction.reason
    return replace(
        prediction,
        status=ruling.status,
        outcome=ruling.outcome,
        score=ruling.score,
        reason=reason,
    )


def _known(items: Iterable[T], panel: Panel, asked: bool) -> tuple[T, ...]:
    """All of them; of a day that was asked for, those that were open by then."""
    if not asked:
        return tuple(items)
    return tuple(one for one in items if one.opened is None or one.opened <= panel.as_of)


def _notes(theses: tuple[Thesis, ...], settled: tuple[Prediction, ...]) -> tuple[str, ...]:
    stands = [one.status for one in theses] + [one.status for one in settled]
    over, every = sum(status in OVER for status in stands), len(stands)
    return (f"{over} of {every} registered are over and scored",) if every else ()


def _state(backend: Backend) -> State:
    if not isinstance(backend, StoreBackend):
        raise NoAnswer("rows in memory hold no theses", "a store", HINT)
    return backend.market.state
