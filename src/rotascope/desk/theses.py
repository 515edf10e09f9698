"""Theses on file as a client asks for them: watched as of a day, one by its id, all of them scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from rotascope.articles.library.sketch import originals
from rotascope.desk.keep_check import known_on
from rotascope.errors import NoAnswer, NotOnFile
from rotascope.panel import Backend, Panel
from rotascope.store.articles import stored_articles
from rotascope.store.backend import StoreBackend
from rotascope.store.state import State
from rotascope.store.theses import (
    keep_rulings,
    registered_at,
    rulings,
    stored_predictions,
    stored_theses,
    thesis_named,
)
from rotascope.terms import Prediction, Ruling, Thesis, Track
from rotascope.theses import scored, track_record, watched
from rotascope.theses.foretold import ruled
from rotascope.theses.score import OVER

__all__ = ["one", "open_theses", "theses", "track"]

CLOSED = (*OVER, "falsified", "expired")
T = TypeVar("T", Thesis, Prediction)
HINT = "`rotascope check FILE`, which keeps the theses of an article"


def theses(
    backend: Backend, panel: Panel, asked: bool = False, begins: str = ""
) -> tuple[Thesis, ...]:
    """`open_theses`, or the `one` whose id begins so."""
    return (one(backend, panel, begins, asked),) if begins else open_theses(backend, panel, asked)


def open_theses(backend: Backend, panel: Panel, asked: bool = False) -> tuple[Thesis, ...]:
    """Every thesis as watched on the panel's date; of an earlier day `asked` for, those known by then.

    Of copies of one article the theses of one are told (`_superseded`).

    Raises NoAnswer without any.
    """
    state = _state(backend)
    found = _known(state, stored_theses(state), panel, asked)
    if not found:
        what, hint = _none(state, panel, asked)
        raise NoAnswer(what, "", hint)
    return tuple(_looked_at(panel, thesis) for thesis in found)


def one(backend: Backend, panel: Panel, begins: str, asked: bool = False) -> Thesis:
    """The thesis whose id begins so, as watched. Raises NoAnswer or BadArgument.

    The id of a forecast is told as one, with what it says. Of an earlier day `asked` for, what was
    registered later is not there.
    """
    state = _state(backend)
    shown = begins.strip() and not any(t.id.startswith(begins) for t in stored_theses(state))
    told = [one for one in stored_predictions(state) if shown and one.id.startswith(begins)]
    if told and _by_then(state, told[0], panel, asked):
        said = f"{told[0].id} is a forecast: “{told[0].claim.quote[:200]}”"
        raise NoAnswer(
            said, "the id of a thesis", "`rotascope thesis score`, which scores forecasts"
        )
    found = thesis_named(state, begins)
    if not _by_then(state, found, panel, asked):
        what = f"thesis {found.id} was not on file by {panel.as_of}"
        raise NotOnFile(what, "a day on which it was", "the same without a day")
    return _looked_at(panel, found)


def track(backend: Backend, panel: Panel, at: datetime | None = None, asked: bool = False) -> Track:
    """What became of every thesis and prediction, and who was how good as of the panel's date.

    With the moment `at` new rulings are added to the store; what was closed once is not ruled again.
    Without it nothing is written, and what is said is of that day alone.
    """
    state = _state(backend)
    known = _known(state, stored_theses(state), panel, asked)
    seen = tuple(_looked_at(panel, thesis) for thesis in known)
    foretold = _known(state, stored_predictions(state), panel, asked)
    told = [scored(panel, thesis) for thesis in seen]
    told += [ruled(panel, prediction) for prediction in foretold]
    before = {r.item: r for r in rulings(state) if r.as_of <= panel.as_of and r.status in CLOSED}
    told = [before.get(ruling.item, ruling) for ruling in told]
    added = 0
    if at is not None:
        added = keep_rulings(state, told, at.astimezone(UTC).isoformat(timespec="seconds"))
    by_item = {ruling.item: ruling for ruling in told}
    settled = tuple(_settled(prediction, by_item[prediction.id]) for prediction in foretold)
    record = track_record((*seen, *foretold), by_item)
    return Track(panel.as_of, seen, settled, tuple(told), record, added, _notes(seen, settled))


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


def _known(state: State, items: Iterable[T], panel: Panel, asked: bool) -> tuple[T, ...]:
    """All but those of copies; of an earlier day that was asked for, those registered and open by then.

    What was registered later is not known on that day, whatever day its article bears.
    """
    out = _superseded(state)
    told = [one for one in items if one.article not in out]
    return tuple(one for one in told if _by_then(state, one, panel, asked))


def _by_then(state: State, item: Thesis | Prediction, panel: Panel, asked: bool) -> bool:
    """Whether it was registered and open by the panel's day, where an earlier day was asked for."""
    if not asked:
        return True
    opened = item.opened is None or item.opened <= panel.as_of
    return opened and known_on(registered_at(state)[item.id]) <= panel.as_of


def _superseded(state: State) -> frozenset[str]:
    """Articles whose theses and forecasts count for nothing: near-copies of another that does count.

    Of one text kept as two (text and HTML, an older cleaning) the one kept last is scored: it is read
    best. Once something of one of them was ruled upon, that one stands: nobody may sharpen a forecast
    by sending it in again with its outcome in sight.
    """
    shelf = stored_articles(state)
    first = originals([one.text for one in shelf])
    if len(set(first)) == len(shelf):
        return frozenset()
    of = {one.id: one.article for one in stored_theses(state)}
    of |= {one.id: one.article for one in stored_predictions(state)}
    ruled_on = {of.get(one.item, "") for one in rulings(state) if one.status in CLOSED}
    stands: dict[int, str] = {}
    for place, one in zip(first, shelf, strict=True):
        if stands.get(place) not in ruled_on:
            stands[place] = one.id
    return frozenset(one.id for one in shelf) - frozenset(stands.values())


def _none(state: State, panel: Panel, asked: bool) -> tuple[str, str]:
    """(why there is no thesis to list, what to do about it)."""
    articles = len(stored_articles(state))
    if asked or not articles:
        return f"no thesis is on file by {panel.as_of}", HINT
    many = "1 article is" if articles == 1 else f"{articles} articles are"
    told = len(_known(state, stored_predictions(state), panel, asked))
    what = f"{many} on file; none has an if-then that a registered measurement fits"
    forecasts = f"{told} forecast{'' if told == 1 else 's'}" if told else "no forecast either"
    return f"{what}; {forecasts}", "`rotascope thesis score`" if told else HINT


def _notes(theses: tuple[Thesis, ...], settled: tuple[Prediction, ...]) -> tuple[str, ...]:
    stands = [one.status for one in theses] + [one.status for one in settled]
    over, every = sum(status in OVER for status in stands), len(stands)
    return (f"{over} of {every} registered are over and scored",) if every else ()


def _state(backend: Backend) -> State:
    if not isinstance(backend, StoreBackend):
        raise NoAnswer("rows in memory hold no theses", "a store", HINT)
    return backend.market.state
